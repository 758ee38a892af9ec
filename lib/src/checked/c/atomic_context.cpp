#include "mm/c/atomic_context.h"

#include "../../c/for_c.hpp"
#include "../contracted_operations.hpp"
#include "mm/contracts/atomic_contexts.hpp"

// The functions are meant here, not the macros that call those with a place.
#undef mmspec_atomic_enter
#undef mmspec_atomic_leave

using mm::CallSite;
using mm::c::for_c;
using mm::contracts::atomic_contexts;
using mm::contracts::AtomicContexts;

namespace {

/// Those that this thread has entered from C: it may not end one that belongs to an AtomicContext
/// of C++.
thread_local constinit AtomicContexts entered_from_c;

void leave(CallSite site) {
    const bool granted = mm::checked::require(
        {mm::spec::Operation::atomic_context_leave, nullptr, site}, !entered_from_c.none(),
        mm::spec::Clause::threads_guards,
        "this thread is in no atomic context that it has entered from C",
        "call mmspec_atomic_leave once for each mmspec_atomic_enter, on the same thread",
        mm::checked::Refused::returns);
    if (!granted) return;
    const CallSite entered = entered_from_c.innermost();
    entered_from_c.leave(entered);
    atomic_contexts().leave(entered);
}

}  // namespace

void mmspec_atomic_enter_at(const char* file, std::uint32_t line) {
    const CallSite site{file, line};
    atomic_contexts().enter(site);
    entered_from_c.enter(site);
}
void mmspec_atomic_leave_at(const char* file, std::uint32_t line) {
    for_c(leave, CallSite{file, line});
}
void mmspec_atomic_enter() {
    mmspec_atomic_enter_at(nullptr, 0);
}
void mmspec_atomic_leave() {
    for_c(leave, CallSite{});
}
