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

/// An mm by name: four that can be made, and pointers that never name one.
enum class MmName : std::uint8_t { a, b, c, d, null, wild, foreign, inside };
inline constexpr std::size_t mm_names = 4;
inline constexpr std::array<std::string_view, 8> mm_name_texts{"a",    "b",    "c",       "d",
                                                               "null", "wild", "foreign", "inside"};

[[nodiscard]] constexpr bool can_be_made(MmName name) noexcept {
    return name < MmName::null;
}

/// What an ARef refers to: an Mm, an MmWithUser or an MmWithUserAsync.
enum class ARefKind : std::uint8_t { grab, user, async };
inline constexpr std::array<ARefKind, 3> aref_kinds{ARefKind::grab, ARefKind::user,
                                                    ARefKind::async};
inline constexpr std::array<char, 3> aref_kind_letters{'g', 'u', 'q'};

[[nodiscard]] constexpr Tier tier_of(ARefKind kind) noexcept {
    return kind == ARefKind::grab ? Tier::count : Tier::users;
}

/// A variable that holds an ARef: g0 to g7 of ARef<Mm>, u0 to u7 of ARef<MmWithUser>, q0 to q7 of
/// ARef<MmWithUserAsync>.
struct ARefName {
    ARefKind kind = ARefKind::grab;
    std::uint8_t index = 0;
    [[nodiscard]] friend constexpr bool operator==(const ARefName&, const ARefName&) = default;
};
inline constexpr std::size_t aref_names = 8;

/// The step before which an operation stops.
enum class Stop : std::uint8_t { fetch_add, fetch_sub, compare_exchange, exchange, teardown };
inline constexpr std::array<std::string_view, 5> stop_texts{
    "fetch_add", "fetch_sub", "compare_exchange", "exchange", "teardown"};

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
    return tier_of(text.operands == spec::Operands::mm_into_aref ? operation.into.kind
                                                                 : operation.aref.kind);
}

/// The first operand names an mm.
[[nodiscard]] constexpr bool names_mm(Kind kind) noexcept {
    const spec::Operands operands = spec::text(kind).operands;
    return operands == spec::Operands::mm || operands == spec::Operands::mm_into_user ||
           operands == spec::Operands::mm_into_aref;
}

/// The first operand names an ARef.
[[nodiscard]] constexpr bool names_aref(Kind kind) noexcept {
    const spec::Operands operands = spec::text(kind).operands;
    return operands == spec::Operands::aref || operands == spec::Operands::aref_into_aref ||
           operands == spec::Operands::user_into_async;
}

/// An operand names the ARef that is to hold the result.
[[nodiscard]] constexpr bool names_into(Kind kind) noexcept {
    const spec::Operands operands = spec::text(kind).operands;
    return operands == spec::Operands::mm_into_user || operands == spec::Operands::mm_into_aref ||
           operands == spec::Operands::aref_into_aref ||
           operands == spec::Operands::user_into_async;
}

/// The one kind of ARef that an operation can have as its first operand; empty if any.
[[nodiscard]] constexpr std::optional<ARefKind> only_aref(Kind kind) noexcept {
    if (spec::text(kind).operands == spec::Operands::user_into_async) return ARefKind::user;
    return std::nullopt;
}

/// The one kind of ARef that can hold the result of an operation; empty if any.
[[nodiscard]] constexpr std::optional<ARefKind> only_into(Kind kind) noexcept {
    switch (spec::text(kind).operands) {
        case spec::Operands::mm_into_user:
            return ARefKind::user;
        case spec::Operands::user_into_async:
            return ARefKind::async;
        default:
            return std::nullopt;
    }
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
    bool queued = false;
    bool teardown = false;
    bool freed = false;
    /// Of the mm that the operation worked on, afterwards; empty if it is freed or names none.
    std::optional<CounterPair> counters{};
};

}  // namespace mm::proptests
