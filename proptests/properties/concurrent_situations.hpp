// Which situations a run on several threads came across.
#pragma once

#include "concurrent/concurrent_run.hpp"
#include "runner/situations.hpp"

namespace mm::proptests {

/// Pairs of operations of different threads that overlap.
[[nodiscard]] std::uint64_t overlaps(const History& history);

/// Counts each situation at most once.
void count_situations(const Recorded& recorded, Situations& reached);

}  // namespace mm::proptests
