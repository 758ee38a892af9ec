// A concurrent history as a picture.
#pragma once

#include <string>

#include "concurrent/history.hpp"
#include "concurrent/linearization.hpp"

namespace mm::proptests {

/// A line for each happening, in the order of their begins, with a bar over the moments that it
/// took; behind it what it answered, and its place in the order, if it has one.
[[nodiscard]] std::string timeline_text(const History& history, const Linearization& found);

/// The same as an SVG picture, a row for each thread and for each mm.
[[nodiscard]] std::string timeline_svg(const History& history, const Linearization& found);

/// The operations as a trace that can be replayed one after another: what is left of a history when
/// its overlaps are taken away. Comments tell those.
[[nodiscard]] std::string trace_of(const History& history);

}  // namespace mm::proptests
