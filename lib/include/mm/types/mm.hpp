// Mm: an mm_struct that is kept by a grab.
#pragma once

#include <cstdint>
#include <optional>

#include "mm/aref.hpp"
#include "mm/call_site.hpp"
#include "mm/internal/lifetime_bound.hpp"
#include "mm/two_tier_count.hpp"

struct mm_struct;

namespace mm {

class MmWithUser;

namespace internal {
struct MmInternals;
}

/// A process's address space as a struct that exists; its contents may already be gone.
///
/// *Invariant*: always reference counted by `mm_count`; never copied, moved, or made by a user of
/// the library (Count.held).
/// Every operation is const and may run in parallel with every other (Threads.parallel).
/// Source: kernel::mm::Mm.
class Mm {
 public:
    Mm(const Mm&) = delete;
    Mm& operator=(const Mm&) = delete;

    /// The raw pointer; changes no count.
    /// *Ensures*: `as_raw(from_raw(p)) == p` (Identity.round_trip).
    /// *Errors*: checked build: null if the struct was freed (Owned.alive).
    [[nodiscard]] mm_struct* as_raw(CallSite site = CallSite::here()) const MMSPEC_LIFETIME_BOUND;

    /// Borrows an mm from a raw pointer; changes no count.
    /// *Requires*: `raw` is not freed while the result is used (Owned.alive).
    /// *Errors*: checked build: throws Refusal once the handler has returned.
    [[nodiscard]] static const Mm& from_raw(const mm_struct* raw MMSPEC_LIFETIME_BOUND,
                                            CallSite site = CallSite::here());

    /// Takes a user unless users is zero for good.
    /// *Requires*: some reference until this returns (Owned.upgrade).
    /// *Ensures*: empty if users was zero (Final.no_revival).
    /// *Ordering*: relaxed (Visibility.teardown). *Complexity*: at most 2 atomic steps
    /// (Progress.bounded). *Errors*: checked build: empty.
    [[nodiscard]] std::optional<ARef<MmWithUser>> mmget_not_zero(
        CallSite site = CallSite::here()) const;

    /// One more grab, owned by raw code: mmgrab.
    /// *Requires*: a reference keeps the struct (Owned.alive), below the limit (Bound.limit).
    /// *Ordering*: relaxed (Visibility.free).
    void inc_ref(CallSite site = CallSite::here()) const;

    /// Gives up a grab that raw code owns: mmdrop; the last count frees the struct (Free.once).
    /// *Requires*: the caller owns a grab (Owned.release).
    /// *Ordering*: release; the last acquires (Visibility.free).
    static void dec_ref(const Mm* object, CallSite site = CallSite::here());

 protected:
    Mm(std::uint64_t users, std::uint64_t grabs) noexcept : counts_(users, grabs) {}
    ~Mm() = default;

 private:
    friend internal::MmInternals;

    mutable TwoTierCount counts_;
};

}  // namespace mm
