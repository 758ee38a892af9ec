// The worker that tears down what mmput_async has queued, as its users see it.
//
// The worker is a thread that starts with a program which uses mmput_async, and only then; in the
// child of a fork, with the first mmput_async there. It takes the teardowns in the order of their
// queueing, with all signals blocked but those of faults.
//
// At exit it ends after the last of them, and later ones run where they are queued, which may then
// sleep (Async.exit). A teardown that is pending at exit may so run beside or after the destructors
// of static objects. *Requires*: contents that use any are flushed before main returns.
#pragma once

#include "mm/call_site.hpp"
#include "mm/internal/thread_safety.hpp"

namespace mm {

/// Waits until every teardown that was queued before the call has ended (Async.flush).
/// *Requires*: no atomic context (Sleep.may_sleep). May be called within a teardown: it then does
/// not wait for that one.
/// *Errors*: where no thread can be started, the caller runs the teardowns; none is lost.
void flush_mmput_async(CallSite site = CallSite::here()) MMSPEC_EXCLUDES(internal::atomic_context);

/// While one exists, queued teardowns wait for a flush, so that a test can look at what is between
/// the last mmput_async and the teardown. The end of the process does not wait (Async.exit); in a
/// child of fork those of the forking thread alone go on (Async.fork).
/// *Requires*: it ends on the thread that began it.
class [[nodiscard]] HoldAsyncTeardowns {
 public:
    [[nodiscard]] HoldAsyncTeardowns() noexcept;
    HoldAsyncTeardowns(const HoldAsyncTeardowns&) = delete;
    HoldAsyncTeardowns& operator=(const HoldAsyncTeardowns&) = delete;
    ~HoldAsyncTeardowns();
};

}  // namespace mm
