// The order of what happens on several threads.
#pragma once

#include <atomic>

#include "concurrent/history.hpp"

namespace mm::proptests {

/// Gives each moment a number of its own. If one call returns before another begins, its number is
/// the smaller one.
///
/// Sequentially consistent, so that this holds on every processor. That orders the threads which
/// ask: what goes wrong only for want of a memory order is the business of ThreadSanitizer and of
/// an explorer, not of recorded histories.
class Clock {
 public:
    [[nodiscard]] Moment now() noexcept { return last_.fetch_add(1) + 1; }

 private:
    alignas(64) std::atomic<Moment> last_{0};
};

}  // namespace mm::proptests
