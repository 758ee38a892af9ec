// One call of an operation, as its contract sees it.
#pragma once

#include <optional>

#include "mm/contracts/predicates.hpp"
#include "mm/contracts/registry.hpp"
#include "mm/contracts/verdict.hpp"
#include "mm/contracts/violation.hpp"
#include "mm/internal/counted_object.hpp"
#include "mm/internal/mm_internals.hpp"
#include "mm/mm.hpp"

namespace mm::checked {

/// The users word as a number of users: none once it is closed.
[[nodiscard]] constexpr std::uint64_t users_in(std::uint64_t word) noexcept {
    return StickyCount::closed(word) ? 0 : word;
}

/// Which operation is called, on what, from where.
struct Request {
    spec::Operation operation;
    internal::CountedObject object;
    CallSite place;
};

/// Judges a request before anything is changed, then tells what its effect broke.
///
/// The judgements run in order and the first refusal stands; the one that claims a reference comes
/// last. Everything that they look at is stable while the caller keeps its duty: what its own
/// reference keeps true, or what a read-modify-write returned (Refusal.unchanged).
class ContractedCall {
 public:
    explicit ContractedCall(Request request) noexcept;
    ContractedCall(const ContractedCall&) = delete;
    ContractedCall& operator=(const ContractedCall&) = delete;

    /// Refuses null, wild and freed pointers; `freed` is the clause for the last (Owned.alive).
    void judge_alive(spec::Clause freed = spec::Clause::owned_alive) noexcept;
    /// Refuses where users is zero (Owned.user, Access.user).
    void judge_users_kept(spec::Clause clause) noexcept;
    /// Refuses to wait in an atomic context (Sleep.may_sleep).
    void judge_may_sleep() noexcept;
    /// Refuses there to give up a reference of `tier` that `owner` has (Sleep.may_sleep).
    void judge_may_sleep(spec::Tier tier, contracts::Owner owner) noexcept;
    /// Refuses one more reference of `tier` at the limit (Bound.limit).
    void judge_room(spec::Tier tier) noexcept;
    /// Takes one reference from `owner` in the ledger, or refuses (Owned.release).
    void judge_claim(spec::Tier tier, contracts::Owner owner) noexcept;
    /// Hands one reference over in the ledger, or refuses (Owned.take_over).
    void judge_transfer(spec::Tier tier, contracts::Owner from, contracts::Owner to) noexcept;
    /// Refuses under `clause` unless `holds`.
    void judge(spec::Clause clause, bool holds, const char* cause, const char* cure) noexcept;

    [[nodiscard]] bool refused() const noexcept { return verdict_.is_refused(); }
    [[nodiscard]] bool refused_under(spec::Clause clause) const noexcept {
        return refused() && verdict_.clause() == clause;
    }

    /// Reports the refusal, if there is one: the precondition.
    void require() const;
    /// As `require`, for an operation that has no refused result.
    /// *Errors*: throws Refusal once the handler has returned.
    void require_or_throw() const;

    /// The class invariants of Mm and MmWithUser, as far as the caller's own reference keeps them
    /// true. Boost.Contract calls it before and after.
    void invariant() const;

    /// From here on the invariant includes that users is kept.
    void hold_users() noexcept { holds_users_ = true; }

    /// Reads the counters that `tell` shows, which by then may be another's: once a reference is
    /// given up, other threads may free the struct.
    /// *Requires*: a reference keeps the struct until this returns (Owned.alive).
    void look() noexcept { seen_ = read(); }

    /// Notes that `clause` was judged, and found broken unless `holds`. Throws nothing, so that it
    /// may stand inside teardown and free; `tell` reports.
    void note(spec::Clause clause, bool holds, const char* cause) noexcept;
    /// Reports the first broken clause that was noted. Follows no pointer to the struct.
    void tell() const;

    /// Notes what a put's own step on the users word returned (Count.held).
    void note_given_up_user(const TwoTierCount::Put& put) noexcept;

    /// Adds the operation, on a reference of `tier`, to the history and to what is recorded of
    /// takings.
    void remember(spec::Tier tier) noexcept;

    /// Hands the reference of an ARef whose drop was refused to raw code, and remembers it
    /// (Sleep.orphan).
    /// *Requires*: an atomic context, and an ARef that owns a reference.
    void orphan(spec::Tier tier) noexcept;

    /// *Requires*: not refused. The ledger of one tier.
    [[nodiscard]] contracts::Ledger& ledger(spec::Tier tier) noexcept {
        return tier == spec::Tier::users ? subject_->users : subject_->grabs;
    }
    [[nodiscard]] contracts::Subject& subject() noexcept { return *subject_; }
    /// *Requires*: not refused (Owned.alive).
    [[nodiscard]] TwoTierCount& counts() const noexcept {
        return request_.object.type().counts(request_.object.address());
    }
    [[nodiscard]] internal::CountedObject object() const noexcept { return request_.object; }

 private:
    /// What the registry knows at the address is of another type.
    [[nodiscard]] bool is_another() const noexcept;
    /// The registry knows the object, and it is not freed (Owned.alive).
    [[nodiscard]] bool can_be_read() const noexcept;
    /// The words for an mm, or for an object of a user's own type.
    [[nodiscard]] const char* either(const char* of_mm, const char* of_object) const noexcept;
    [[nodiscard]] contracts::Counters read() const noexcept;
    void judge_awake(const char* cure) noexcept;
    [[nodiscard]] contracts::Violation violation(spec::Clause clause, const char* cause,
                                                 const char* cure) const;
    /// Reports what was found after the fact, with the counters as they were read.
    void report_found(spec::Clause clause, const char* cause,
                      std::optional<contracts::Counters> counters) const;
    void remember(const contracts::Step& step) noexcept;

    Request request_;
    contracts::Subject* subject_;
    contracts::Verdict verdict_ = contracts::Verdict::granted();
    bool holds_users_ = false;
    std::optional<contracts::Counters> seen_;
    const char* broken_cause_ = nullptr;
    spec::Clause broken_{};
};

}  // namespace mm::checked
