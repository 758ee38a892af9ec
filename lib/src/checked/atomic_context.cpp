#include "mm/atomic_context.hpp"

#include "contracted_operations.hpp"
#include "mm/contracts/atomic_contexts.hpp"
#include "mm/contracts/thread_number.hpp"

namespace mm {

AtomicContext::AtomicContext(CallSite site) : began_(site), thread_(contracts::thread_number()) {
    contracts::atomic_contexts().enter(began_);
}

AtomicContext::~AtomicContext() {
    const bool own = thread_ == contracts::thread_number();
    try {
        checked::require({spec::Operation::atomic_context_leave, nullptr, began_}, own,
                         spec::Clause::threads_guards,
                         "the atomic context is ended on another thread than the one that began it",
                         "keep it in a local variable", checked::Refused::returns);
    } catch (...) {
        // The handler has been told; a destructor lets nothing out.
    }
    if (own) contracts::atomic_contexts().leave(began_);
}

}  // namespace mm
