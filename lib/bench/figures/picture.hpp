// The figures as a picture.
#pragma once

#include <string>

#include "ratio.hpp"

namespace mm::bench {

/// An SVG: per operation and subject a bar from 1, which is the base, to the median on a
/// logarithmic scale, with a whisker from the lowest to the highest; a panel for each number of
/// threads. It has a background of its own and follows the reader's light or dark mode. The same
/// figures give the same bytes.
[[nodiscard]] std::string picture_of(const Figures& figures);

}  // namespace mm::bench
