#include "contracted_operations.hpp"

#include "final_actions.hpp"
#include "mm/contracts/boost_contract.hpp"

namespace mm::checked {

using contracts::Transition;
using spec::Clause;
using Check = contracts::boost_contract::check;
using contracts::boost_contract::function;
using contracts::boost_contract::public_function;

namespace {

/// Before every other static object, so that their own use of the library finds it done.
struct HandlersSet {
    HandlersSet() { contracts::let_handlers_throw(); }
};
[[gnu::init_priority(101)]] const HandlersSet handlers_set;

/// The users word as a number of users: none once it is closed.
[[nodiscard]] constexpr std::uint64_t users_in(std::uint64_t word) noexcept {
    return StickyCount::closed(word) ? 0 : word;
}

void require(const ContractedCall& call, Refused refused) {
    if (refused == Refused::throws) return call.require_or_throw();
    call.require();
}

}  // namespace

mm_struct* create(std::unique_ptr<AddressSpace> contents, Initial initial, CallSite place) {
    ContractedCall call({spec::Operation::mm_alloc, nullptr, place});
    call.judge(Clause::bound_limit,
               initial.users >= 1 && initial.users < reference_limit &&
                   initial.grabs < reference_limit - 1,
               "the initial users or grabs are out of range",
               "ask for 1 to 2147483646 users, and for at most 2147483645 grabs");
    mm_struct* made = nullptr;
    const Check contract = function().precondition([&] { call.require(); }).postcondition([&] {
        if (made == nullptr) return;
        ContractedCall result({spec::Operation::mm_alloc, made, place});
        const Counters counters = internal::MmInternals::read(*made);
        result.note(Clause::count_word, counters == Counters{initial.users, initial.grabs + 1},
                    "a new mm does not start with the references asked for");
        result.tell();
    });
    if (call.refused()) return nullptr;
    mm_struct* const fresh = internal::MmInternals::create(std::move(contents), initial);
    try {
        contracts::enroll(fresh, static_cast<std::uint32_t>(initial.users),
                          static_cast<std::uint32_t>(initial.grabs), place)
            .history.remember(spec::Operation::mm_alloc, place);
    } catch (...) {
        internal::MmInternals::free(*fresh);
        throw;
    }
    return made = fresh;
}

void take(Request request, Tier tier, Owner owner, Refused refused) {
    ContractedCall call(request);
    call.judge_alive();
    if (tier == Tier::users) {
        call.judge_users_kept(Clause::owned_user);
        call.hold_users();
    }
    call.judge_room(tier);
    Transition step;
    const Check contract =
        public_function(&call).precondition([&] { require(call, refused); }).postcondition([&] {
            if (call.refused()) return;
            call.note(Clause::count_held, contracts::took_one(step),
                      "a reference was added where none kept the struct or its users");
            call.tell();
        });
    if (call.refused()) return;
    step.before = tier == Tier::users ? users_in(call.counts().get()) : call.counts().grab();
    step.after = step.before + 1;
    call.ledger(tier).gained(owner);
    call.remember();
}

void give_up(Request request, Tier tier, Owner owner) {
    ContractedCall call(request);
    call.judge_alive();
    call.judge_claim(tier, owner);
    // No class invariant afterwards: the struct may be freed by then.
    const Check contract = function().precondition([&] {
        call.require();
        call.invariant();
    });
    if (call.refused()) return;
    call.remember();
    if (tier == Tier::users) {
        const TwoTierCount::Put put =
            call.counts().put([&]() noexcept { tear_down(call); },
                              [&]() noexcept { free_struct(call, request.place); });
        const std::uint64_t before = users_in(put.users_before);
        call.note(Clause::count_held, contracts::gave_up_one({before, before - 1}),
                  "users was zero when a user was given up");
    } else {
        const TwoTierCount::Dropped dropped =
            call.counts().drop([&]() noexcept { free_struct(call, request.place); });
        call.note(Clause::count_held,
                  contracts::gave_up_one({dropped.count_before, dropped.count_before - 1}),
                  "the count was zero when a grab was given up");
    }
    // Told here and not by a postcondition, which Boost.Contract skips while the stack unwinds.
    call.tell();
}

bool upgrade(Request request, Owner owner) {
    ContractedCall call(request);
    call.judge_alive(Clause::owned_upgrade);
    call.judge_room(Tier::users);
    TwoTierCount::Upgrade result;
    const Check contract =
        public_function(&call).precondition([&] { call.require(); }).postcondition([&] {
            if (call.refused()) return;
            call.note(Clause::final_no_revival,
                      result.upgraded == !StickyCount::closed(result.users_before),
                      "mmget_not_zero gave a user though users was zero for good, or the reverse");
            call.tell();
        });
    if (call.refused()) return false;
    result = call.counts().upgrade();
    if (result.upgraded) {
        call.ledger(Tier::users).gained(owner);
        call.hold_users();
    }
    call.remember();
    return result.upgraded;
}

bool transfer(Request request, Tier tier, Owner from, Owner to, Refused refused) {
    ContractedCall call(request);
    call.judge_alive();
    call.judge_transfer(tier, from, to);
    if (tier == Tier::users) call.hold_users();
    const Check contract = public_function(&call).precondition([&] { require(call, refused); });
    if (call.refused()) return false;
    call.remember();
    return true;
}

bool borrow(Request request, std::optional<Clause> users, Refused refused) {
    ContractedCall call(request);
    call.judge_alive();
    if (users) {
        call.judge_users_kept(*users);
        call.hold_users();
    }
    const Check contract =
        public_function(&call).precondition([&] { require(call, refused); }).postcondition([&] {
            if (call.refused()) return;
            call.note(Clause::identity_round_trip,
                      internal::MmInternals::as_struct(request.mm) == request.mm,
                      "as_raw does not give back what from_raw was given");
            call.tell();
        });
    return !call.refused();
}

bool require_object(Request request, const void* object, Clause clause, const char* cause,
                    const char* cure, Refused refused) {
    ContractedCall call(request);
    call.judge(clause, object != nullptr, cause, cure);
    const Check contract = function().precondition([&] { require(call, refused); });
    return !call.refused();
}

}  // namespace mm::checked
