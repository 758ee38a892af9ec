// Bytes as a run of operations of the one alphabet.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <exception>
#include <initializer_list>
#include <optional>
#include <span>

#include "model/reference_model.hpp"
#include "operations/operation.hpp"

namespace mm::fuzz {

/// How many of the places of a table of kinds are of one kind.
struct Places {
    proptests::Kind kind{};
    std::size_t number = 0;
};

/// As many as a byte has values, or a part of them.
inline constexpr std::size_t table_size = 64;
using Kinds = std::array<proptests::Kind, table_size>;

/// Each kind in as many places as it is wanted. *Requires*: table_size places together.
[[nodiscard]] consteval Kinds table_of(std::initializer_list<Places> wanted) {
    Kinds kinds{};
    std::size_t filled = 0;
    for (const auto& [kind, number] : wanted) {
        for (std::size_t place = 0; place != number; ++place) kinds.at(filled++) = kind;
    }
    // No constant expression: a table with places left does not compile.
    if (filled != table_size) std::terminate();
    return kinds;
}

/// What the bytes of one fuzz target mean.
///
/// Each operation is as many bytes as the others, so that a change of one byte changes one
/// operation: its kind and two operands, and before them, in a form with threads, who does it and
/// where it stops.
struct Form {
    /// Kinds by how often they are wanted. A change of the table changes what the kept corpus
    /// means.
    Kinds kinds;
    bool threads = false;
    /// Lives that start at the limit are wanted too; they never end.
    bool endless_lives = true;

    /// Bytes.
    [[nodiscard]] constexpr std::size_t operation_size() const noexcept { return threads ? 4 : 3; }
};

/// A freed mm of a run is still in quarantine when the run ends: a life takes two operations, and
/// the quarantine holds 64 mms, so no stale pointer of a run can name a new mm (Owned.alive).
inline constexpr std::size_t longest_run = 120;

/// Reads one operation after another from bytes. Any bytes are a run.
///
/// The bytes say what is wanted: a kind, its operands, and whether misuse is welcome. What the
/// model holds impossible gives way to the next operand that is possible; where misuse is not
/// welcome, to the next that is granted. So most operations are legal, and runs are long.
///
/// In a form with threads an operation may stop, and the others go on. Whoever starts an operation
/// must keep what it needs until its end (Owned.alive, Owned.user, Owned.upgrade), and no checked
/// build can tell in time that others take it away: so no operation does that to one that is
/// stopped.
class Decoder {
 public:
    Decoder(const Form& form, std::span<const std::uint8_t> bytes) noexcept
        : form_(form), rest_(bytes) {}

    /// The next operation of a run that has come to `model`; empty at the end. After the last bytes
    /// those that are stopped are resumed.
    /// *Requires*: the one before has been applied to `model`.
    /// *Ensures*: possible in `model`; in a form without threads on thread 1, not stopped.
    [[nodiscard]] std::optional<proptests::Operation> next(const proptests::ReferenceModel& model);

    /// Wanted operations that nothing possible could stand in for.
    [[nodiscard]] std::size_t skipped() const noexcept { return skipped_; }

 private:
    /// An operation that may be stopped, and the mm that it works on.
    struct InFlight {
        proptests::Operation operation{};
        proptests::MmName mm{};
    };

    [[nodiscard]] std::optional<proptests::Operation> decode(
        std::span<const std::uint8_t> bytes, const proptests::ReferenceModel& model) const;
    /// Nothing that a stopped operation needs is gone afterwards.
    [[nodiscard]] bool leaves_stopped_ones_legal(const proptests::Operation& operation,
                                                 const proptests::ReferenceModel& model) const;
    void note(const proptests::Operation& operation, const proptests::ReferenceModel& model);
    [[nodiscard]] std::optional<proptests::Operation> last_resume(
        const proptests::ReferenceModel& model) const;

    const Form& form_;
    std::span<const std::uint8_t> rest_;
    std::array<std::optional<InFlight>, proptests::threads + 1> in_flight_{};
    std::size_t made_ = 0;
    std::size_t skipped_ = 0;
};

/// The operation makes an mm with more references than a run can give up: it is never freed.
[[nodiscard]] constexpr bool makes_endless_life(const proptests::Operation& operation) noexcept {
    return operation.kind == proptests::Kind::mm_alloc &&
           (operation.users > longest_run || operation.grabs > longest_run);
}

}  // namespace mm::fuzz
