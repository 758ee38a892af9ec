// The machine that measures.
#pragma once

#include "figures/record.hpp"

namespace mm::bench {

/// Takes a second, in which it looks how busy the processors are with other work.
[[nodiscard]] Machine this_machine();

}  // namespace mm::bench
