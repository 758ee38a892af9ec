// The closing table: one row per clause.
#pragma once

#include <cstddef>
#include <cstdint>

#include "layer.hpp"
#include "screen.hpp"
#include "tally.hpp"

namespace mm::verify {

enum class State : std::uint8_t {
    held,
    broken,
    not_exercised,
    not_observable,
    /// No layer of the tree checks it.
    stated_only,
};

[[nodiscard]] State state_of(std::size_t clause, const Tally& tally) noexcept;

/// Does the clause name this layer as one that checks it?
[[nodiscard]] bool names(std::size_t clause, Layer layer) noexcept;

/// Could only layers that were not run have exercised the clause?
[[nodiscard]] bool only_by(std::size_t clause, const LayerSet& not_run) noexcept;

/// *Ensures*: no line is wider than 100 columns.
void print_table(Screen& screen, const Tally& tally, const LayerSet& not_run);

}  // namespace mm::verify
