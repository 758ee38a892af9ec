// Is a concurrent history what the clauses allow? The judge of runs on several threads.
#pragma once

#include <cstddef>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "concurrent/history.hpp"

namespace mm::proptests {

/// A happening of a history.
struct Position {
    std::size_t lane = 0;
    std::size_t index = 0;
};

/// What the search found.
struct Linearization {
    /// Every happening once, in an order that respects time and is legal one after another; of a
    /// history that has none, as many as can be ordered.
    std::vector<Position> order;
    /// Empty if the history is linearizable.
    std::optional<spec::Clause> broken;
    /// What cannot come next, and why, for a person.
    std::vector<std::string> stuck;
    /// States that the search visited.
    std::size_t states = 0;
};

/// Looks for an order in which each happening takes effect at one moment between its begin and its
/// end, and all are legal by the abstract state.
///
/// Which call frees, and counters read while operations run, are no part of it: a running put may
/// hold the struct until it returns. Source: Wing and Gong (JPDC 1993) for the search, Lowe
/// (CCPE 2017) for remembering what was visited. Here the abstract state follows from how far each
/// lane has come, so that alone is remembered.
/// *Requires*: at most 8 lanes of at most 254 happenings.
/// *Complexity*: at most the product of the lanes' lengths; close to their sum for most histories.
[[nodiscard]] Linearization linearize(const History& history);

/// Whether the first happening ended before the second began.
using Precedes = std::function<bool(Position, Position)>;

/// The same with an order of its own in the place of the moments: one that is not the order of one
/// clock, such as happens-before. Happenings of one lane precede one another as they stand there.
[[nodiscard]] Linearization linearize(const History& history, const Precedes& precedes);

}  // namespace mm::proptests
