// The library's own way into an mm_struct.
#pragma once

#include <memory>
#include <utility>

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

    [[nodiscard]] static Counters read(const Mm& mm) noexcept {
        const std::uint64_t users = mm.counts_.read_users();
        return {StickyCount::closed(users) ? 0 : users, mm.counts_.read_count()};
    }
};

}  // namespace mm::internal
