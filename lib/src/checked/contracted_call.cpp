#include "contracted_call.hpp"

#include "mm/contracts/tally.hpp"
#include "mm/contracts/thread_number.hpp"

namespace mm::checked {

using contracts::Counters;
using contracts::Owner;
using contracts::Phase;
using contracts::Verdict;
using spec::Clause;
using spec::Tier;

namespace {

constexpr const char* library_defect =
    "if the program kept its duties until here, this is a defect of the library: report it with "
    "the run that shows it";

}  // namespace

ContractedCall::ContractedCall(Request request) noexcept
    : request_(request), subject_(contracts::find_subject(request.mm)) {}

void ContractedCall::judge(Clause clause, bool holds, const char* cause,
                           const char* cure) noexcept {
    if (refused()) return;
    contracts::judged(clause);
    if (!holds) verdict_ = Verdict::refused(clause, cause, cure);
}

void ContractedCall::judge_alive(Clause freed) noexcept {
    judge(Clause::owned_alive, request_.mm != nullptr, "the pointer is null",
          "pass a pointer to an mm that exists");
    judge(Clause::owned_alive, subject_ != nullptr, "no mm_struct ever was at this address",
          "pass a pointer that mm_alloc returned");
    if (refused()) return;
    judge(freed, subject_->phase.load() != Phase::freed, "the struct was freed",
          "hold a reference for as long as the pointer is used");
}

void ContractedCall::judge_users_kept(Clause clause) noexcept {
    if (refused()) return;
    judge(clause, users_are_kept(read()), "users is zero: the address space is gone or going",
          "take a user with mmget_not_zero, and go on only if it gives one");
}

void ContractedCall::judge_room(Tier tier) noexcept {
    if (refused()) return;
    const Counters now = read();
    judge(Clause::bound_limit, contracts::has_room(tier == Tier::users ? now.users : now.count),
          "one more reference would reach the limit of 2147483647",
          "look for references that are taken and never given up");
}

void ContractedCall::judge_claim(Tier tier, Owner owner) noexcept {
    if (refused()) return;
    judge(Clause::owned_release, ledger(tier).claim(owner),
          tier == Tier::users ? "raw code owns no user of this mm that could be given up"
                              : "raw code owns no grab of this mm that could be given up",
          "give up each reference once, and leave those of ARefs to the ARefs");
}

void ContractedCall::judge_transfer(Tier tier, Owner from, Owner to) noexcept {
    if (refused()) return;
    judge(Clause::owned_take_over, ledger(tier).transfer(from, to),
          tier == Tier::users ? "raw code owns no user of this mm that could be taken over"
                              : "raw code owns no grab of this mm that could be taken over",
          "take over a reference that raw code took, once; make a new one with ARef(const T&)");
}

contracts::Violation ContractedCall::violation(Clause clause, bool refused, const char* cause,
                                               const char* cure) const {
    contracts::Violation found;
    found.clause = clause;
    found.operation = request_.operation;
    found.refused = refused;
    found.cause = cause;
    found.cure = cure;
    found.place = request_.place;
    found.thread = contracts::thread_number();
    found.object = request_.mm;
    found.subject = subject_;
    if (subject_ != nullptr && subject_->phase.load() != Phase::freed) found.counters = read();
    return found;
}

void ContractedCall::require() const {
    if (!refused()) return;
    contracts::report(violation(verdict_.clause(), true, verdict_.cause(), verdict_.cure()));
}

void ContractedCall::require_or_throw() const {
    require();
    if (refused()) throw contracts::Refusal(verdict_.clause());
}

void ContractedCall::invariant() const {
    if (refused()) return;
    const Counters now = read();
    contracts::judged(Clause::count_held);
    if (!contracts::struct_is_kept(now)) {
        contracts::report(violation(Clause::count_held, false,
                                    "the count is zero though the caller holds a reference",
                                    library_defect));
    }
    if (!holds_users_) return;
    contracts::judged(Clause::final_no_revival);
    if (!contracts::users_are_kept(now)) {
        contracts::report(violation(Clause::final_no_revival, false,
                                    "users is zero though the caller holds a user",
                                    library_defect));
    }
}

void ContractedCall::note(Clause clause, bool holds, const char* cause) noexcept {
    contracts::judged(clause);
    if (holds || broken_cause_ != nullptr) return;
    broken_ = clause;
    broken_cause_ = cause;
}

void ContractedCall::tell() const {
    if (broken_cause_ == nullptr) return;
    contracts::report(violation(broken_, false, broken_cause_, library_defect));
}

Counters ContractedCall::read() const noexcept {
    const TwoTierCount& words = counts();
    const std::uint64_t users = words.read_users();
    const bool ended = StickyCount::closed(users);
    return {ended ? 0 : users, words.read_count(), ended};
}

}  // namespace mm::checked
