// An execution as a picture.
#pragma once

#include <cstddef>
#include <string>

#include "explorer/machine.hpp"

namespace mm::explorer {

/// A line for each step from where the threads start, in an order in which they can happen, with a
/// column for each thread; behind a read the number of the step whose value it read.
[[nodiscard]] std::string timeline_text(const Finding& finding);

/// How often the thread changes from one of these lines to the next.
[[nodiscard]] std::size_t switches_of_thread(const Finding& finding);

/// The same as an SVG picture, with arrows from writes to the reads of another thread.
[[nodiscard]] std::string timeline_svg(const Finding& finding);

}  // namespace mm::explorer
