#include "contracted_call.hpp"

#include "mm/contracts/atomic_contexts.hpp"
#include "mm/contracts/takings.hpp"
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
    : request_(request), subject_(contracts::find_subject(request.object.address())) {}

void ContractedCall::judge(Clause clause, bool holds, const char* cause,
                           const char* cure) noexcept {
    if (refused()) return;
    contracts::judged(clause);
    if (!holds) verdict_ = Verdict::refused(clause, cause, cure);
}

void ContractedCall::judge_alive(Clause freed) noexcept {
    judge(Clause::owned_alive, request_.object.address() != nullptr, "the pointer is null",
          either("pass a pointer to an mm that exists", "pass a pointer to an object that exists"));
    judge(Clause::owned_alive, subject_ != nullptr,
          either("no mm_struct ever was at this address", "no object ever was at this address"),
          either("pass a pointer that mm_alloc returned",
                 "pass a pointer to what make_counted made"));
    if (refused()) return;
    // One that is alive is no freed struct, whatever was there before.
    const bool another = is_another() && subject_->phase.load() != Phase::freed;
    judge(another ? Clause::owned_alive : freed, can_be_read(),
          another ? "an object of another type is at this address"
                  : either("the struct was freed", "the object was freed"),
          "hold a reference for as long as the pointer is used");
}

void ContractedCall::judge_users_kept(Clause clause) noexcept {
    if (refused()) return;
    judge(clause, users_are_kept(read()),
          either("users is zero: the address space is gone or going",
                 "users is zero: the contents are gone or going"),
          either("take a user with mmget_not_zero, and go on only if it gives one",
                 "take a user with get_not_zero, and go on only if it gives one"));
}

void ContractedCall::judge_awake(const char* cure) noexcept {
    judge(Clause::sleep_may_sleep, contracts::atomic_contexts().none(),
          "the thread is in an atomic context, and this may sleep", cure);
}

void ContractedCall::judge_may_sleep() noexcept {
    judge_awake("call it once the context has ended");
}

void ContractedCall::judge_may_sleep(Tier tier, Owner owner) noexcept {
    if (owner == Owner::raw) {
        judge_awake(either("wait until the context has ended, or give the user up with mmput_async",
                           "wait until the context has ended"));
    } else if (tier == Tier::users) {
        judge_awake(
            either("let the ARef live until the context has ended, or hold the user as an "
                   "ARef<MmWithUserAsync>",
                   "let the ARef live until the context has ended"));
    } else {
        judge_awake(
            either("let the ARef live until the context has ended, or take the grab out of "
                   "it with into_raw and give it up with mmdrop",
                   "let the ARef live until the context has ended, or take the grab out of "
                   "it with into_raw and give it up with dec_ref"));
    }
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
          tier == Tier::users
              ? either("raw code owns no user of this mm that could be given up",
                       "raw code owns no user of this object that could be given up")
              : either("raw code owns no grab of this mm that could be given up",
                       "raw code owns no grab of this object that could be given up"),
          "give up each reference once, and leave those of ARefs to the ARefs");
}

void ContractedCall::judge_transfer(Tier tier, Owner from, Owner to) noexcept {
    if (refused()) return;
    judge(Clause::owned_take_over, ledger(tier).transfer(from, to),
          tier == Tier::users
              ? either("raw code owns no user of this mm that could be taken over",
                       "raw code owns no user of this object that could be taken over")
              : either("raw code owns no grab of this mm that could be taken over",
                       "raw code owns no grab of this object that could be taken over"),
          "take over a reference that raw code took, once; make a new one with ARef(const T&)");
}

contracts::Violation ContractedCall::violation(Clause clause, const char* cause,
                                               const char* cure) const {
    contracts::Violation found;
    found.clause = clause;
    found.operation = request_.operation;
    found.cause = cause;
    found.cure = cure;
    found.place = request_.place;
    found.thread = contracts::thread_number();
    found.object = request_.object.address();
    found.type = request_.object.type().name;
    found.subject = subject_;
    if (!contracts::atomic_contexts().none()) {
        found.atomic_since = contracts::atomic_contexts().innermost();
    }
    return found;
}

void ContractedCall::require() const {
    if (!refused()) return;
    contracts::Violation found = violation(verdict_.clause(), verdict_.cause(), verdict_.cure());
    if (can_be_read()) found.counters = read();
    contracts::report(found);
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
        report_found(Clause::count_held, "the count is zero though the caller holds a reference",
                     now);
    }
    if (!holds_users_) return;
    contracts::judged(Clause::final_no_revival);
    if (!contracts::users_are_kept(now)) {
        report_found(Clause::final_no_revival, "users is zero though the caller holds a user", now);
    }
}

void ContractedCall::note(Clause clause, bool holds, const char* cause) noexcept {
    contracts::judged(clause);
    if (holds || broken_cause_ != nullptr) return;
    broken_ = clause;
    broken_cause_ = cause;
}

void ContractedCall::note_given_up_user(const TwoTierCount::Put& put) noexcept {
    const std::uint64_t before = users_in(put.users_before);
    note(Clause::count_held, contracts::gave_up_one({before, before - 1}),
         "users was zero when a user was given up");
}

void ContractedCall::tell() const {
    if (broken_cause_ == nullptr) return;
    report_found(broken_, broken_cause_, seen_);
}

void ContractedCall::report_found(Clause clause, const char* cause,
                                  std::optional<Counters> counters) const {
    contracts::Violation found = violation(clause, cause, library_defect);
    found.refused = false;
    found.counters = counters;
    contracts::report(found);
}

void ContractedCall::remember(Tier tier) noexcept {
    remember({request_.operation, contracts::thread_number(), request_.place, tier});
}

void ContractedCall::orphan(Tier tier) noexcept {
    // The destructor of an ARef that owns a reference: there is one to hand over.
    static_cast<void>(ledger(tier).transfer(Owner::aref, Owner::raw));
    // A destructor has no place of its own.
    remember({request_.operation, contracts::thread_number(),
              contracts::atomic_contexts().innermost(), tier, true});
}

void ContractedCall::remember(const contracts::Step& step) noexcept {
    subject_->history.remember(step.operation, step.place, step.tier, step.orphaned);
    contracts::record_taking(*subject_, step);
}

bool ContractedCall::is_another() const noexcept {
    return subject_->type.load() != request_.object.type().name;
}

bool ContractedCall::can_be_read() const noexcept {
    return subject_ != nullptr && !is_another() && subject_->phase.load() != Phase::freed;
}

const char* ContractedCall::either(const char* of_mm, const char* of_object) const noexcept {
    return request_.object.type().name == contracts::mm_struct_type ? of_mm : of_object;
}

Counters ContractedCall::read() const noexcept {
    const TwoTierCount& words = counts();
    const std::uint64_t users = words.read_users();
    return {users_in(users), words.read_count(), StickyCount::closed(users)};
}

}  // namespace mm::checked
