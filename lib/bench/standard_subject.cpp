// std::shared_ptr and std::weak_ptr.
#include <atomic>
#include <memory>

#include "benchmark_of.hpp"
#include "subjects.hpp"

namespace mm::bench {
namespace {

const std::shared_ptr<Contents> kept = std::make_shared<Contents>();
const std::weak_ptr<Contents> observer = kept;
const std::weak_ptr<Contents> expired = std::make_shared<Contents>();

void clone_and_drop() {
    const std::shared_ptr<Contents> clone = kept;
}

void clone_and_drop_an_observer() {
    const std::weak_ptr<Contents> clone = observer;
}

void lock_and_drop() {
    const std::shared_ptr<Contents> locked = observer.lock();
}

void failed_lock() {
    const std::shared_ptr<Contents> locked = expired.lock();
    benchmark::DoNotOptimize(locked.get());
}

void create_to_free() {
    const std::shared_ptr<Contents> created = std::make_shared<Contents>();
    benchmark::DoNotOptimize(created.get());
}

OwnLine<std::atomic<std::shared_ptr<Contents>>> slot;

void hand_over() {
    const std::shared_ptr<Contents> taken = slot.value.exchange(kept, std::memory_order_acq_rel);
}

}  // namespace

void add_standard() {
    add<clone_and_drop>(operation::clone_and_drop, "std::shared_ptr");
    add<clone_and_drop_an_observer>(operation::clone_and_drop, "std::weak_ptr");
    add<lock_and_drop>(operation::upgrade_and_put, "std::weak_ptr::lock");
    add<failed_lock>(operation::failed_upgrade, "std::weak_ptr::lock");
    add<create_to_free>(operation::create_to_free, "std::make_shared");
    add<hand_over>(operation::hand_over, "std::atomic<std::shared_ptr>");
}

}  // namespace mm::bench
