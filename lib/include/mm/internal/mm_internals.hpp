// The library's own way into an mm_struct.
#pragma once

#include <memory>
#include <utility>

#include "mm/internal/read_counts.hpp"
#include "mm/raw_calls.hpp"

namespace mm::internal {

/// What the operations of both builds share; not for users.
struct MmInternals {
    [[nodiscard]] static mm_struct* create(std::unique_ptr<AddressSpace> contents,
                                           Initial initial) {
        return new mm_struct(std::move(contents), initial.users, initial.grabs);
    }

    /// *Requires*: users is zero for good and teardown has not run (Teardown.once).
    static void tear_down(const Mm& mm) noexcept { as_struct(&mm)->contents_.reset(); }

    /// *Requires*: the last count is gone (Free.once).
    static void free(const Mm& mm) noexcept { delete as_struct(&mm); }

    /// As `free`, but leaves the memory to the caller.
    static void destroy(const Mm& mm) noexcept { as_struct(&mm)->~mm_struct(); }

    [[nodiscard]] static TwoTierCount& counts(const Mm& mm) noexcept { return mm.counts_; }

    [[nodiscard]] static AddressSpace* contents(const MmWithUser& mm) noexcept {
        return mm.contents_.get();
    }

    /// Every Mm is the base of an mm_struct, which is never const (made by `create` only), so both
    /// casts hold (Identity.round_trip).
    [[nodiscard]] static mm_struct* as_struct(const Mm* mm) noexcept {
        return const_cast<mm_struct*>(static_cast<const mm_struct*>(mm));
    }

    [[nodiscard]] static TeardownLink& teardown_link(mm_struct& mm) noexcept {
        return static_cast<MmWithUserAsync&>(mm);
    }
    /// The mm whose link this is.
    /// *Requires*: the link of an mm, which is a base of it; so is every entry of the queue but its
    /// barrier (Async.deferred).
    [[nodiscard]] static mm_struct& of_teardown_link(TeardownLink& link) noexcept {
        return static_cast<mm_struct&>(static_cast<MmWithUserAsync&>(link));
    }

    [[nodiscard]] static Counters read(const Mm& mm) noexcept { return internal::read(mm.counts_); }
};

}  // namespace mm::internal
