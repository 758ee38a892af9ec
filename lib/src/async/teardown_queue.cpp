#include "teardown_queue.hpp"

namespace mm::internal {

TeardownLink* TeardownQueue::linked_from(TeardownLink& entry) noexcept {
    for (;;) {
        TeardownLink* const older = entry.next.load(std::memory_order_acquire);
        if (older != &not_linked_yet_) return older;
        let_others_run();
    }
}

}  // namespace mm::internal
