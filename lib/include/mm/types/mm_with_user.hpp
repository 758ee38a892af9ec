// MmWithUser: an mm whose address space is kept by a user.
#pragma once

#include <cstdint>
#include <memory>
#include <utility>

#include "mm/address_space.hpp"
#include "mm/internal/thread_safety.hpp"
#include "mm/types/mm.hpp"

namespace mm {

class MmWithUserAsync;

/// An mm whose users is at least 1, so that its address space may be reached.
///
/// *Invariant*: always reference counted by `mm_users` (Count.held). `inc_ref` and `dec_ref` hide
/// those of `Mm`: each static type has its own count, and an `ARef` is of one of them.
/// Source: kernel::mm::MmWithUser.
class MmWithUser : public Mm {
 public:
    /// Borrows an mm with users from a raw pointer; changes no count.
    /// *Requires*: not freed (Owned.alive), and users stays at least 1 while the result is used
    /// (Owned.user).
    /// *Errors*: checked build: throws Refusal once the handler has returned.
    [[nodiscard]] static const MmWithUser& from_raw(const mm_struct* raw MMSPEC_LIFETIME_BOUND,
                                                    CallSite site = CallSite::here());

    /// One more user, owned by raw code: mmget.
    /// *Requires*: users is at least 1 throughout the call (Owned.user), below the limit
    /// (Bound.limit).
    /// *Ordering*: relaxed (Visibility.teardown).
    void inc_ref(CallSite site = CallSite::here()) const;

    /// Gives up a user that raw code owns: mmput; the last tears down (Teardown.once).
    /// *Requires*: the caller owns a user (Owned.release), no atomic context, since it may sleep
    /// (Sleep.may_sleep).
    /// *Ordering*: release; the last acquires (Visibility.teardown).
    static void dec_ref(const MmWithUser* object, CallSite site = CallSite::here())
        MMSPEC_EXCLUDES(internal::atomic_context);

    /// Makes the drop of a user never sleep: it is mmput_async from then on. Changes no count
    /// (Identity.no_count). Never sleeps (Sleep.never).
    /// *Requires*: not moved from (Owned.moved).
    /// *Errors*: checked build: throws Refusal once the handler has returned.
    static ARef<MmWithUserAsync> into_mmput_async(ARef<MmWithUser> user,
                                                  CallSite site = CallSite::here());

    /// What the creator gave to mm_alloc; null if nothing.
    /// *Requires*: users is at least 1 while the result is used (Access.user).
    /// *Errors*: checked build: null.
    [[nodiscard]] AddressSpace* address_space(CallSite site = CallSite::here()) const
        MMSPEC_LIFETIME_BOUND;

 protected:
    MmWithUser(std::unique_ptr<AddressSpace> contents, std::uint64_t users,
               std::uint64_t grabs) noexcept
        : Mm(users, grabs), contents_(std::move(contents)) {}
    ~MmWithUser() = default;

 private:
    friend internal::MmInternals;

    mutable std::unique_ptr<AddressSpace> contents_;
};

}  // namespace mm
