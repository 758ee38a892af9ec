// urcu_ref of liburcu: one count, which is taken by a loop around a compare-exchange.
#include <urcu/ref.h>
#include <atomic>

#include "benchmark_of.hpp"
#include "subjects.hpp"

namespace mm::bench {
namespace {

/// The count first: the address of an object is that of its count.
struct Counted {
    urcu_ref count{1};
    Contents contents;
};

void free_counted(urcu_ref* count) {
    delete reinterpret_cast<Counted*>(count);
}

/// For those that all threads share and nobody gives the last reference of.
void free_shared(urcu_ref*) {
    std::abort();
}

OwnLine<Counted> kept;
OwnLine<Counted> gone{{{0}, {}}};

void clone_and_drop() {
    urcu_ref_get(&kept.value.count);
    urcu_ref_put(&kept.value.count, free_shared);
}

void get_and_put() {
    if (urcu_ref_get_unless_zero(&kept.value.count)) {
        urcu_ref_put(&kept.value.count, free_shared);
    }
}

void failed_get() {
    benchmark::DoNotOptimize(urcu_ref_get_unless_zero(&gone.value.count));
}

void create_to_free() {
    auto* created = new Counted;
    benchmark::DoNotOptimize(created);
    urcu_ref_put(&created->count, free_counted);
}

OwnLine<std::atomic<urcu_ref*>> slot;

void hand_over() {
    urcu_ref_get(&kept.value.count);
    urcu_ref* const found = slot.value.exchange(&kept.value.count, std::memory_order_acq_rel);
    if (found != nullptr) urcu_ref_put(found, free_shared);
}

}  // namespace

void add_urcu() {
    add<clone_and_drop>(operation::clone_and_drop, "urcu_ref");
    add<get_and_put>(operation::upgrade_and_put, "urcu_ref");
    add<failed_get>(operation::failed_upgrade, "urcu_ref");
    add<create_to_free>(operation::create_to_free, "urcu_ref");
    add<hand_over>(operation::hand_over, "urcu_ref");
}

}  // namespace mm::bench
