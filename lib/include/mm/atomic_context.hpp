// A scope in which a thread may not sleep.
#pragma once

#include <cstddef>

#include "mm/call_site.hpp"
#include "mm/internal/thread_safety.hpp"

#if MMSPEC_CHECKED
#include <cstdint>
#endif

namespace mm {

/// Says that this thread may not sleep while it exists, as under a spinlock or in a shrinker.
///
/// In the checked build mmput, flush_mmput_async and the destructors of `ARef<Mm>` and
/// `ARef<MmWithUser>` are refused meanwhile (Sleep.may_sleep); mmdrop, mmput_async and the
/// destructor of `ARef<MmWithUserAsync>` are granted (Sleep.never). The plain build keeps no
/// account. With -Wthread-safety clang finds mmput, flush_mmput_async and dec_ref at compile time,
/// where it sees both in one function; the end of an ARef it does not find.
/// *Invariant*: ends on the thread that began it (Threads.guards). Contexts nest.
class [[nodiscard]] MMSPEC_SCOPED_CAPABILITY AtomicContext {
 public:
#if MMSPEC_CHECKED
    [[nodiscard]] explicit AtomicContext(CallSite site = CallSite::here())
        MMSPEC_ACQUIRE(internal::atomic_context);
    /// *Errors*: on another thread than the one that began it: reported, and nothing changed
    /// (Threads.guards). Throws nothing.
    ~AtomicContext() MMSPEC_RELEASE();
#else
    [[nodiscard]] explicit AtomicContext(CallSite = CallSite::here()) noexcept
        MMSPEC_ACQUIRE(internal::atomic_context) {}
    ~AtomicContext() MMSPEC_RELEASE() {}
#endif
    AtomicContext(const AtomicContext&) = delete;
    AtomicContext& operator=(const AtomicContext&) = delete;
    /// A local variable ends on its own thread (Threads.guards).
    static void* operator new(std::size_t) = delete;

#if MMSPEC_CHECKED
 private:
    CallSite began_;
    std::uint32_t thread_;
#endif
};

}  // namespace mm
