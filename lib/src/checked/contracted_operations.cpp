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

void require(const ContractedCall& call, Refused refused) {
    if (refused == Refused::throws) return call.require_or_throw();
    call.require();
}

void note_beginning(Request request, Initial initial) {
    ContractedCall result(request);
    result.look();
    result.note(Clause::count_word,
                internal::read(result.counts()) == mm::Counters{initial.users, initial.grabs + 1},
                "it does not start with the references asked for");
    result.tell();
}

/// Books what was just made, its references owned by raw code, and judges how it starts.
/// *Errors*: std::bad_alloc, and what the handler throws; then nothing is booked, and the caller
/// destroys what it made.
contracts::Subject& enroll(Request request, Initial initial) {
    contracts::Subject& subject = contracts::enroll(
        request.object.address(), static_cast<std::uint32_t>(initial.users),
        static_cast<std::uint32_t>(initial.grabs), request.place, request.object.type().name);
    try {
        const Check contract = function().postcondition([&] { note_beginning(request, initial); });
        ContractedCall(request).remember(initial.grabs == 0 ? Tier::users : Tier::either);
    } catch (...) {
        contracts::withdraw(subject, request.place);
        throw;
    }
    return subject;
}

void judge_initial(ContractedCall& call, Initial initial) noexcept {
    call.judge(Clause::bound_limit,
               initial.users >= 1 && initial.users < reference_limit &&
                   initial.grabs < reference_limit - 1,
               "the initial users or grabs are out of range",
               "ask for 1 to 2147483646 users, and for at most 2147483645 grabs");
}

/// Hands what an ARef owned to raw code if its destructor is refused, after the report of that,
/// which tells the state before (Sleep.orphan).
class OrphanIfRefused {
 public:
    OrphanIfRefused(ContractedCall& call, Tier tier, Owner owner) noexcept
        : call_(call), tier_(tier), owner_(owner) {}
    OrphanIfRefused(const OrphanIfRefused&) = delete;
    OrphanIfRefused& operator=(const OrphanIfRefused&) = delete;
    ~OrphanIfRefused() {
        if (owner_ != Owner::aref || !call_.refused_under(Clause::sleep_may_sleep)) return;
        call_.orphan(tier_);
    }

 private:
    ContractedCall& call_;
    Tier tier_;
    Owner owner_;
};

}  // namespace

mm_struct* create(std::unique_ptr<AddressSpace> contents, Initial initial, CallSite place) {
    ContractedCall call({spec::Operation::mm_alloc, nullptr, place});
    judge_initial(call, initial);
    const Check contract = function().precondition([&] { call.require(); });
    if (call.refused()) return nullptr;
    mm_struct* const made = internal::MmInternals::create(std::move(contents), initial);
    try {
        enroll({spec::Operation::mm_alloc, made, place}, initial);
    } catch (...) {
        internal::MmInternals::free(*made);
        throw;
    }
    return made;
}

void begin(Request request) {
    // Its one user is owned by raw code at first, as that of an mm, and then handed over.
    static_cast<void>(enroll(request, {}).users.transfer(Owner::raw, Owner::aref));
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
    call.look();
    step.before = tier == Tier::users ? users_in(call.counts().get()) : call.counts().grab();
    step.after = step.before + 1;
    call.ledger(tier).gained(owner);
    call.remember(tier);
}

void give_up(Request request, Tier tier, Owner owner) {
    ContractedCall call(request);
    call.judge_alive();
    if (tier == Tier::users || owner == Owner::aref) call.judge_may_sleep(tier, owner);
    call.judge_claim(tier, owner);
    const OrphanIfRefused orphan(call, tier, owner);
    // No class invariant afterwards: the struct may be freed by then.
    const Check contract = function().precondition([&] {
        call.require();
        call.invariant();
    });
    if (call.refused()) return;
    call.look();
    call.remember(tier);
    if (tier == Tier::users) {
        const TwoTierCount::Put put =
            call.counts().put([&]() noexcept { tear_down(call); },
                              [&]() noexcept { free_struct(call, request.place); });
        call.note_given_up_user(put);
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

bool may_start_with(Request request, Initial initial) {
    ContractedCall call(request);
    judge_initial(call, initial);
    const Check contract = function().precondition([&] { call.require(); });
    return !call.refused();
}

bool may_sleep(Request request) {
    ContractedCall call(request);
    call.judge_may_sleep();
    const Check contract = function().precondition([&] { call.require(); });
    return !call.refused();
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
    call.look();
    result = call.counts().upgrade();
    if (result.upgraded) {
        call.ledger(Tier::users).gained(owner);
        call.hold_users();
    }
    call.remember(Tier::users);
    return result.upgraded;
}

bool transfer(Request request, Tier tier, Owner from, Owner to, Refused refused) {
    ContractedCall call(request);
    call.judge_alive();
    call.judge_transfer(tier, from, to);
    if (tier == Tier::users) call.hold_users();
    const Check contract = public_function(&call).precondition([&] { require(call, refused); });
    if (call.refused()) return false;
    call.remember(tier);
    return true;
}

bool borrow(Request request, std::optional<Clause> users, Refused refused) {
    ContractedCall call(request);
    call.judge_alive();
    if (users) {
        call.judge_users_kept(*users);
        call.hold_users();
    }
    const Check contract = public_function(&call).precondition([&] { require(call, refused); });
    return !call.refused();
}

bool require(Request request, bool holds, Clause clause, const char* cause, const char* cure,
             Refused refused) {
    ContractedCall call(request);
    call.judge(clause, holds, cause, cure);
    const Check contract = function().precondition([&] { require(call, refused); });
    return !call.refused();
}

}  // namespace mm::checked
