// A count that is taken by a loop around a compare-exchange unless it is zero, as Linux counts
// users.
#include <atomic>
#include <cstdint>
#include <cstdlib>

#include "benchmark_of.hpp"
#include "subjects.hpp"

namespace mm::bench {
namespace {

OwnLine<std::atomic<std::int32_t>> users{1};
OwnLine<std::atomic<std::int32_t>> no_users{0};

[[nodiscard]] bool get_not_zero(std::atomic<std::int32_t>& count) {
    std::int32_t before = count.load(std::memory_order_relaxed);
    do {
        if (before == 0) return false;
    } while (!count.compare_exchange_weak(before, before + 1, std::memory_order_relaxed));
    return true;
}

void get_and_put() {
    if (!get_not_zero(users.value)) return;
    if (users.value.fetch_sub(1, std::memory_order_acq_rel) == 1) std::abort();
}

void failed_upgrade() {
    benchmark::DoNotOptimize(get_not_zero(no_users.value));
}

}  // namespace

void add_compare_exchange_loop() {
    add<get_and_put>(operation::upgrade_and_put, "compare-exchange loop");
    add<failed_upgrade>(operation::failed_upgrade, "compare-exchange loop");
}

}  // namespace mm::bench
