#include "steps/traced_system.hpp"

#include <utility>

namespace mm::proptests {

SystemUnderTest::Result TracedSystem::call(const Operation& operation, Place place) {
    trace_.begins(operation);
    Result result = system_->call(operation, place);
    trace_.ends(result.refused.has_value(), result.answer);
    if (operation.kind == Kind::mm_alloc && !result.refused) {
        trace_.made(operation.mm, operation.users, operation.grabs,
                    [&] { system_->look_at_counters(operation.mm); });
    }
    tally_.held(spec::Clause::protocol_steps, trace_.take_number());
    if (operation.kind == Kind::flush_mmput_async && !result.refused) trace_.flushed();
    if (auto wrong = trace_.wrong()) {
        // The step comes before whatever it has led to.
        result.broken = spec::Clause::protocol_steps;
        result.trouble = std::move(wrong->text);
    }
    return result;
}

}  // namespace mm::proptests
