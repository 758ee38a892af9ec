// MmWithUserAsync: an mm with users, whose references are given up without sleeping.
#pragma once

#include <cstdint>
#include <memory>
#include <utility>

#include "mm/internal/deferred_teardown.hpp"
#include "mm/types/mm_with_user.hpp"

namespace mm {

/// An mm whose users is at least 1, given up by mmput_async: an `ARef` of it may be dropped where
/// the caller may not sleep, since the last one leaves the teardown to a worker.
///
/// *Invariant*: as MmWithUser; `dec_ref` hides that of MmWithUser, so each static type has its own
/// way to give up the one count of users (Async.deferred).
/// Source: kernel::mm::MmWithUserAsync.
class MmWithUserAsync : public MmWithUser, private internal::TeardownLink {
 public:
    /// One more user, owned by raw code: mmget.
    /// *Requires*: users is at least 1 throughout the call (Owned.user), below the limit
    /// (Bound.limit). Never sleeps (Sleep.never).
    /// *Ordering*: relaxed (Visibility.teardown).
    void inc_ref(CallSite site = CallSite::here()) const;

    /// Gives up a user that raw code owns: mmput_async; the last queues the teardown
    /// (Async.deferred).
    /// *Requires*: the caller owns a user (Owned.release). Never sleeps (Sleep.never).
    /// *Ordering*: release; the last acquires (Visibility.teardown).
    static void dec_ref(const MmWithUserAsync* object, CallSite site = CallSite::here());

 protected:
    MmWithUserAsync(std::unique_ptr<AddressSpace> contents, std::uint64_t users,
                    std::uint64_t grabs) noexcept
        : MmWithUser(std::move(contents), users, grabs) {}
    ~MmWithUserAsync() = default;

 private:
    friend internal::MmInternals;
};

}  // namespace mm
