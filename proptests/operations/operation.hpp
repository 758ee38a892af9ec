// One operation of a run: the alphabet that traces, properties and fuzz targets share.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

#include "mm/spec/clauses.hpp"
#include "mm/spec/operations.hpp"

namespace mm::proptests {

using Kind = spec::Operation;
using spec::Tier;

/// An mm by name: four that can be made, and two pointers that never name one.
enum class MmName : std::uint8_t { a, b, c, d, null, wild };
inline constexpr std::size_t mm_names = 4;
inline constexpr std::array<std::string_view, 6> mm_name_texts{"a", "b", "c", "d", "null", "wild"};

[[nodiscard]] constexpr bool can_be_made(MmName name) noexcept {
    return name < MmName::null;
}

/// A variable that holds an ARef: g0 to g7 of ARef<Mm>, u0 to u7 of ARef<MmWithUser>.
struct ARefName {
    Tier tier = Tier::count;
    std::uint8_t index = 0;
    [[nodiscard]] friend constexpr bool operator==(const ARefName&, const ARefName&) = default;
};
inline constexpr std::size_t aref_names = 8;

/// The step before which an operation stops.
enum class Stop : std::uint8_t { fetch_add, fetch_sub, compare_exchange, teardown };
inline constexpr std::array<std::string_view, 4> stop_texts{"fetch_add", "fetch_sub",
                                                            "compare_exchange", "teardown"};

inline constexpr std::uint8_t threads = 4;

/// More raw references to one mm than this are not given up one by one at the end of a run: such a
/// life (one that starts at the limit) is left as it is.
inline constexpr std::uint64_t most_given_up = 64;

/// What is done, to what, by whom. Which operands count follows from the kind.
struct Operation {
    Kind kind{};
    std::uint8_t thread = 1;
    MmName mm = MmName::a;
    ARefName aref{};
    ARefName into{};
    std::uint64_t users = 1;
    std::uint64_t grabs = 0;
    std::optional<Stop> before{};
};

/// The tier that an operation works on: its own, or that of the ARef it names.
[[nodiscard]] constexpr Tier tier_of(const Operation& operation) noexcept {
    const spec::OperationText& text = spec::text(operation.kind);
    if (text.tier != Tier::either) return text.tier;
    return text.operands == spec::Operands::mm_into_aref ? operation.into.tier
                                                         : operation.aref.tier;
}

/// The counters of a quiet mm.
struct CounterPair {
    std::uint64_t users = 0;
    std::uint64_t count = 0;
    [[nodiscard]] friend constexpr bool operator==(const CounterPair&,
                                                   const CounterPair&) = default;
};

/// What came out of an operation.
struct Outcome {
    std::optional<spec::Clause> refused{};
    /// Of an operation that answers yes or no.
    std::optional<bool> answer{};
    bool stopped = false;
    bool teardown = false;
    bool freed = false;
    /// Of the mm that the operation worked on, afterwards; empty if it is freed or names none.
    std::optional<CounterPair> counters{};
};

}  // namespace mm::proptests
