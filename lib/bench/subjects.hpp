// What is compared: each function adds the benchmarks of one subject.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <vector>

#include "figures/record.hpp"

namespace mm::bench {

/// Contents of one pointer, as an mm has: what the smart pointers own.
struct Contents {
    void* pages = nullptr;
};

/// What the bare counterpart of creation takes; the library's file holds it to be right.
inline constexpr std::size_t bytes_of_an_mm = 32;

/// The atomic instructions alone: what the times of the others are divided by.
void add_bare();
void add_mmspec();
void add_standard();
void add_boost();
void add_urcu();
void add_compare_exchange_loop();

/// The memory of one object of each, in the build that this program is linked with.
[[nodiscard]] std::vector<Size> sizes_of_mmspec();
[[nodiscard]] std::vector<Size> sizes_of_peers();

/// Counts what a pointer that is made by `allocate_shared` takes from it.
template <typename T>
struct CountingAllocator {
    using value_type = T;

    explicit CountingAllocator(std::uint64_t& bytes) noexcept : taken(&bytes) {}
    template <typename Other>
    explicit CountingAllocator(const CountingAllocator<Other>& other) noexcept
        : taken(other.taken) {}

    [[nodiscard]] T* allocate(std::size_t number) {
        *taken += number * sizeof(T);
        return std::allocator<T>().allocate(number);
    }
    void deallocate(T* memory, std::size_t number) {
        std::allocator<T>().deallocate(memory, number);
    }
    template <typename Other>
    [[nodiscard]] bool operator==(const CountingAllocator<Other>& other) const noexcept {
        return taken == other.taken;
    }

    std::uint64_t* taken;
};

}  // namespace mm::bench
