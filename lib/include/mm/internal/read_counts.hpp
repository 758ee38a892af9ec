// Both words of a count as numbers of references.
#pragma once

#include "mm/raw_calls.hpp"
#include "mm/two_tier_count.hpp"

namespace mm::internal {

/// A momentary reading of each; users is none once it is zero for good.
[[nodiscard]] inline Counters read(const TwoTierCount& counts) noexcept {
    const std::uint64_t users = counts.read_users();
    return {StickyCount::closed(users) ? 0 : users, counts.read_count()};
}

}  // namespace mm::internal
