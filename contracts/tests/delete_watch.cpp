#include "delete_watch.hpp"

#include <atomic>
#include <cstddef>
#include <cstdlib>
#include <new>

#include "sanitizer.hpp"

namespace mm::tests {
namespace {

// Relaxed: the watch must not order threads that the program under test does not order.
constinit std::atomic<const volatile void*> watched{nullptr};
constinit std::atomic<unsigned> deletes{0};

void see_delete_of(const volatile void* memory) noexcept {
    if (memory == nullptr || memory != watched.load(std::memory_order_relaxed)) return;
    deletes.fetch_add(1, std::memory_order_relaxed);
}

}  // namespace

void watch_deletes_of(const void* address) noexcept {
    watched.store(address, std::memory_order_relaxed);
    deletes.store(0, std::memory_order_relaxed);
}

unsigned deletes_of_watched() noexcept {
    return deletes.load(std::memory_order_relaxed);
}

}  // namespace mm::tests

#if MMSPEC_TESTS_WITH_SANITIZER

// Called by the sanitizer, whose own operator delete must stay.
extern "C" void __sanitizer_free_hook(const volatile void* memory) {
    mm::tests::see_delete_of(memory);
}

#else

void* operator new(std::size_t size) {
    if (void* const memory = std::malloc(size == 0 ? 1 : size)) return memory;
    throw std::bad_alloc();
}
void* operator new(std::size_t size, const std::nothrow_t&) noexcept {
    return std::malloc(size == 0 ? 1 : size);
}
void operator delete(void* memory) noexcept {
    mm::tests::see_delete_of(memory);
    std::free(memory);
}
void operator delete(void* memory, std::size_t) noexcept {
    ::operator delete(memory);
}
void operator delete(void* memory, const std::nothrow_t&) noexcept {
    ::operator delete(memory);
}

#endif
