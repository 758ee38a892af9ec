// Contracted operations that hand a teardown to the worker, and what the worker does with it.
#include "../async/teardown_worker.hpp"
#include "contracted_operations.hpp"
#include "final_actions.hpp"
#include "mm/contracts/boost_contract.hpp"
#include "mm/contracts/registry.hpp"

namespace mm::checked {

using spec::Clause;
using Check = contracts::boost_contract::check;
using contracts::boost_contract::function;

namespace {

void queue_teardown(ContractedCall& call, CallSite place) noexcept {
    begin_teardown(call);
    call.subject().queued.record(place);
    // Its life is linked in by the operation (async_operations.cpp).
    internal::teardown_worker().push(internal::MmInternals::teardown_link(
        *internal::MmInternals::as_struct(call.object().mm())));
}

void tear_down_queued(ContractedCall& call) noexcept {
    call.note(Clause::async_deferred, call.subject().phase.load() == contracts::Phase::tearing_down,
              "the worker has an mm whose teardown is not due, or was done");
    destroy_contents(call);
}

}  // namespace

void give_up_deferring(Request request, Owner owner) {
    ContractedCall call(request);
    call.judge_alive();
    call.judge_claim(Tier::users, owner);
    // No class invariant afterwards: the struct may be freed by then.
    const Check contract = function().precondition([&] {
        call.require();
        call.invariant();
    });
    if (call.refused()) return;
    call.look();
    call.remember(Tier::users);
    const TwoTierCount::Put put =
        call.counts().put_deferring([&]() noexcept { queue_teardown(call, request.place); },
                                    [&]() noexcept { free_struct(call, request.place); });
    call.note_given_up_user(put);
    call.tell();
}

void finish_deferred(Request request) {
    ContractedCall call(request);
    call.look();
    call.counts().finish_deferred([&]() noexcept { tear_down_queued(call); },
                                  [&]() noexcept { free_struct(call, request.place); });
    call.tell();
}

}  // namespace mm::checked

namespace mm::internal {

void finish_teardown(mm_struct& mm) noexcept {
    const CallSite queued = contracts::find_subject(&mm)->queued.place();
    try {
        checked::finish_deferred({spec::Operation::mmput_async, &mm, queued});
    } catch (...) {
        // The handler has been told; on the worker nobody could catch it.
    }
}

}  // namespace mm::internal
