#include "delete_watch.hpp"

#include <atomic>

#include "delete_hook.hpp"

namespace mm::tests {
namespace {

// Relaxed: the watch must not order threads that the program under test does not order.
constinit std::atomic<const volatile void*> watched{nullptr};
constinit std::atomic<unsigned> deletes{0};

}  // namespace

void see_delete_of(const volatile void* memory) noexcept {
    if (memory == nullptr || memory != watched.load(std::memory_order_relaxed)) return;
    deletes.fetch_add(1, std::memory_order_relaxed);
}

void watch_deletes_of(const void* address) noexcept {
    watched.store(address, std::memory_order_relaxed);
    deletes.store(0, std::memory_order_relaxed);
}

unsigned deletes_of_watched() noexcept {
    return deletes.load(std::memory_order_relaxed);
}

}  // namespace mm::tests
