#include "final_actions.hpp"

#include "mm/contracts/quarantine.hpp"

namespace mm::checked {

using contracts::Owned;
using contracts::Phase;
using spec::Clause;

void begin_teardown(ContractedCall& call) noexcept {
    const Phase before = call.subject().phase.exchange(Phase::tearing_down);
    call.note(Clause::teardown_once, before == Phase::live, "the address space is torn down again");
    // Both are stable here: a closed word stays closed, and this call owns the users' count.
    call.note(Clause::teardown_order, StickyCount::closed(call.counts().read_users()),
              "teardown starts though users is not zero for good");
}

void destroy_contents(ContractedCall& call) noexcept {
    call.object().type().tear_down(call.object().address());
    call.note(Clause::teardown_order, call.counts().read_count() >= 1,
              "the users' count was dropped before teardown ended");
    call.subject().phase.store(Phase::torn_down);
}

void tear_down(ContractedCall& call) noexcept {
    begin_teardown(call);
    destroy_contents(call);
}

void free_struct(ContractedCall& call, CallSite place) noexcept {
    const Phase before = call.subject().phase.exchange(Phase::freed);
    call.note(Clause::free_once, before != Phase::freed, "the struct is freed again");
    // Nothing to destroy a second time; the program can still be diagnosed.
    if (before == Phase::freed) return;
    call.note(Clause::teardown_order, before == Phase::torn_down,
              "the struct is freed before its address space was torn down");
    // Every claim in the ledger happens-before this free, so the numbers are final.
    call.note(Clause::count_held,
              call.subject().users.read() == Owned{} && call.subject().grabs.read() == Owned{},
              "the struct is freed while references to it are owned");
    call.subject().freed.record(place);
    contracts::quarantine(call.object().type().destroy(call.object().address()));
}

}  // namespace mm::checked
