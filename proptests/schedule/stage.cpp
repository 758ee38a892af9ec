#include "schedule/stage.hpp"

#include <utility>

namespace mm::proptests {

namespace {

[[nodiscard]] bool is_before(Stop stop, Step step) {
    switch (stop) {
        case Stop::fetch_add:
            return step == Step::fetch_add;
        case Stop::fetch_sub:
            return step == Step::fetch_sub;
        case Stop::compare_exchange:
            return step == Step::compare_exchange;
        case Stop::exchange:
            return step == Step::exchange;
        case Stop::teardown:
            return step == Step::teardown;
    }
    return false;
}

}  // namespace

void StageObserver::before(Step step, const void* address) {
    if (before_ && is_before(*before_, step)) {
        before_.reset();
        stop_here();
    }
    // After a stop, since what the step touches may have been freed meanwhile. The watch itself
    // reads counters through the library.
    if (watch_ && step != Step::teardown && !std::exchange(watching_, true)) {
        watch_(address);
        watching_ = false;
    }
}

}  // namespace mm::proptests
