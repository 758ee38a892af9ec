// Bytes as a run of operations of the one alphabet.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>

#include "model/reference_model.hpp"
#include "operations/operation.hpp"

namespace mm::fuzz {

/// Each operation is this many bytes, so that a change of one byte changes one operation.
inline constexpr std::size_t bytes_an_operation = 3;

/// A freed mm of a run is still in quarantine when the run ends: a life takes two operations, and
/// the quarantine holds 64 mms, so no stale pointer of a run can name a new mm (Owned.alive).
inline constexpr std::size_t longest_run = 120;

/// Reads one operation after another from bytes. Any bytes are a run.
///
/// The bytes say what is wanted: a kind, its operands, and whether misuse is welcome. What the
/// model holds impossible gives way to the next operand that is possible; where misuse is not
/// welcome, to the next that is granted. So most operations are legal, and runs are long.
class Decoder {
 public:
    explicit Decoder(std::span<const std::uint8_t> bytes) noexcept : rest_(bytes) {}

    /// The next operation of a run that has come to `model`; empty at the end.
    /// *Ensures*: possible in `model`, on thread 1, not stopped.
    [[nodiscard]] std::optional<proptests::Operation> next(const proptests::ReferenceModel& model);

    /// Wanted operations that nothing possible could stand in for.
    [[nodiscard]] std::size_t skipped() const noexcept { return skipped_; }

 private:
    std::span<const std::uint8_t> rest_;
    std::size_t made_ = 0;
    std::size_t skipped_ = 0;
};

/// The operation makes an mm with more references than a run can give up: it is never freed.
[[nodiscard]] constexpr bool makes_endless_life(const proptests::Operation& operation) noexcept {
    return operation.kind == proptests::Kind::mm_alloc &&
           (operation.users > longest_run || operation.grabs > longest_run);
}

}  // namespace mm::fuzz
