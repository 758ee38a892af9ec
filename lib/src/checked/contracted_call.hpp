// One call of an operation, as its contract sees it.
#pragma once

#include <optional>

#include "mm/contracts/predicates.hpp"
#include "mm/contracts/registry.hpp"
#include "mm/contracts/verdict.hpp"
#include "mm/contracts/violation.hpp"
#include "mm/internal/mm_internals.hpp"
#include "mm/mm.hpp"

namespace mm::checked {

/// Which operation is called, on what, from where. The pointer may be null, wild or stale.
struct Request {
    spec::Operation operation;
    const Mm* mm;
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
    /// Refuses one more reference of `tier` at the limit (Bound.limit).
    void judge_room(spec::Tier tier) noexcept;
    /// Takes one reference from `owner` in the ledger, or refuses (Owned.release).
    void judge_claim(spec::Tier tier, contracts::Owner owner) noexcept;
    /// Hands one reference over in the ledger, or refuses (Owned.take_over).
    void judge_transfer(spec::Tier tier, contracts::Owner from, contracts::Owner to) noexcept;
    /// Refuses under `clause` unless `holds`.
    void judge(spec::Clause clause, bool holds, const char* cause, const char* cure) noexcept;

    [[nodiscard]] bool refused() const noexcept { return verdict_.is_refused(); }

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

    /// Notes that `clause` was judged, and found broken unless `holds`. Throws nothing, so that it
    /// may stand inside teardown and free; `tell` reports.
    void note(spec::Clause clause, bool holds, const char* cause) noexcept;
    /// Reports the first broken clause that was noted.
    void tell() const;

    /// Adds the operation to the history.
    void remember() noexcept { subject_->history.remember(request_.operation, request_.place); }

    /// *Requires*: not refused. The ledger of one tier.
    [[nodiscard]] contracts::Ledger& ledger(spec::Tier tier) noexcept {
        return tier == spec::Tier::users ? subject_->users : subject_->grabs;
    }
    [[nodiscard]] contracts::Subject& subject() noexcept { return *subject_; }
    /// *Requires*: not refused (Owned.alive).
    [[nodiscard]] const Mm& mm() const noexcept { return *request_.mm; }
    [[nodiscard]] TwoTierCount& counts() const noexcept {
        return internal::MmInternals::counts(*request_.mm);
    }

 private:
    [[nodiscard]] contracts::Counters read() const noexcept;
    [[nodiscard]] contracts::Violation violation(spec::Clause clause, bool refused,
                                                 const char* cause, const char* cure) const;

    Request request_;
    contracts::Subject* subject_;
    contracts::Verdict verdict_ = contracts::Verdict::granted();
    bool holds_users_ = false;
    const char* broken_cause_ = nullptr;
    spec::Clause broken_{};
};

}  // namespace mm::checked
