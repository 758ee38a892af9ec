// The raw calls, with the kernel's names: references owned by nobody's destructor.
#pragma once

#include <cstdint>
#include <memory>

#include "mm/address_space.hpp"
#include "mm/call_site.hpp"
#include "mm/internal/thread_safety.hpp"
#include "mm/types/mm_struct.hpp"

namespace mm {

/// The references that a new mm starts with, owned by its creator as raw references.
struct Initial {
    std::uint64_t users = 1;
    std::uint64_t grabs = 0;
};

/// Neither count of an mm reaches this number of references: the kernel's signed 32-bit limit
/// (Bound.limit).
inline constexpr std::uint64_t reference_limit = 2147483647;

/// The two counts as an observer reads them.
struct Counters {
    std::uint64_t users = 0;
    std::uint64_t count = 0;
    [[nodiscard]] friend bool operator==(const Counters&, const Counters&) = default;
};

/// A new live mm that owns `contents`; its creator owns the initial references.
/// *Requires*: at least one user, both numbers below the limit (Bound.limit).
/// *Errors*: std::bad_alloc; checked build: null for a refused number.
[[nodiscard]] mm_struct* mm_alloc(std::unique_ptr<AddressSpace> contents = nullptr,
                                  Initial initial = {}, CallSite site = CallSite::here());

/// One more grab. *Requires*: a reference keeps the struct (Owned.alive). Never sleeps.
/// *Ordering*: relaxed (Visibility.free). *Complexity*: 1 atomic step (Progress.bounded).
void mmgrab(mm_struct* mm, CallSite site = CallSite::here());

/// Gives up a grab; the last count frees the struct. *Requires*: an owned grab (Owned.release).
/// *Ordering*: release; the last acquires (Visibility.free).
/// *Complexity*: at most 2 atomic steps (Progress.bounded).
void mmdrop(mm_struct* mm, CallSite site = CallSite::here());

/// One more user. *Requires*: users at least 1 throughout the call (Owned.user). Never sleeps.
/// *Ordering*: relaxed (Visibility.teardown). *Complexity*: 1 atomic step (Progress.bounded).
void mmget(mm_struct* mm, CallSite site = CallSite::here());

/// One more user unless users is zero for good. *Requires*: some reference until it returns
/// (Owned.upgrade). *Ensures*: false if users was zero (Final.no_revival). Never sleeps.
/// *Ordering*: relaxed (Visibility.teardown).
/// *Complexity*: at most 2 atomic steps (Progress.bounded). *Errors*: checked build: false.
[[nodiscard]] bool mmget_not_zero(mm_struct* mm, CallSite site = CallSite::here());

/// Gives up a user; the last tears the address space down (Teardown.once) and then drops the users'
/// count (Teardown.order). *Requires*: an owned user (Owned.release), no atomic context, since it
/// may sleep (Sleep.may_sleep).
/// *Ordering*: release; the last acquires (Visibility.teardown).
/// *Complexity*: at most 4 atomic steps, teardown and free excepted (Progress.bounded).
void mmput(mm_struct* mm, CallSite site = CallSite::here())
    MMSPEC_EXCLUDES(internal::atomic_context);

/// As mmput, but the last leaves the teardown to a worker (Async.deferred).
/// *Requires*: an owned user (Owned.release). Never sleeps (Sleep.never), save after the worker's
/// end and at a forked child's first call (mm/async_teardown.hpp).
/// *Ordering*: release; the last acquires, and hands on to the worker by release
/// (Visibility.teardown).
/// *Complexity*: at most 6 atomic steps, free excepted (Progress.bounded).
void mmput_async(mm_struct* mm, CallSite site = CallSite::here());

/// Both counters at this moment, for diagnostics and tests; in a program with other threads the
/// numbers may be out of date when they are returned, and a put in flight shows in them.
/// *Requires*: a struct that is not freed (Owned.alive).
[[nodiscard]] Counters read_counters(const mm_struct* mm) noexcept;

}  // namespace mm
