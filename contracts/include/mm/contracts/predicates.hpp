// The clauses that speak of counters, as predicates over plain values.
#pragma once

#include <cstdint>

namespace mm::contracts {

/// Neither count reaches this number (Bound.limit).
inline constexpr std::uint64_t count_limit = 2147483647;

/// Both counters at one moment, as an observer read them; `ended` if users is zero for good.
struct Counters {
    std::uint64_t users = 0;
    std::uint64_t count = 0;
    bool ended = false;
};

/// A counter before and after one read-modify-write.
struct Transition {
    std::uint64_t before = 0;
    std::uint64_t after = 0;
};

/// Whoever holds a reference sees this in every reading (Count.held).
[[nodiscard]] constexpr bool struct_is_kept(const Counters& counters) noexcept {
    return counters.count >= 1;
}

/// Whoever holds a user sees this in every reading (Owned.user).
[[nodiscard]] constexpr bool users_are_kept(const Counters& counters) noexcept {
    return !counters.ended && counters.users >= 1;
}

/// One more reference stays below the limit (Bound.limit).
[[nodiscard]] constexpr bool has_room(std::uint64_t count) noexcept {
    return count + 1 < count_limit;
}

/// A reference was added where one already kept the object (Count.held).
[[nodiscard]] constexpr bool took_one(Transition step) noexcept {
    return step.before >= 1 && step.after == step.before + 1;
}

/// A reference was given up where there was one (Count.held).
[[nodiscard]] constexpr bool gave_up_one(Transition step) noexcept {
    return step.before >= 1 && step.after + 1 == step.before;
}

}  // namespace mm::contracts
