// The atomic of the checks' own records.
#pragma once

#include <atomic>

namespace mm::contracts {

/// An atomic that offers relaxed operations only: a check that locked or acquired would order
/// threads that the program under test does not order, and so hide its races from ThreadSanitizer.
template <typename T>
class Relaxed {
 public:
    constexpr Relaxed() noexcept = default;
    explicit constexpr Relaxed(T initial) noexcept : value_(initial) {}

    [[nodiscard]] T load() const noexcept { return value_.load(std::memory_order_relaxed); }
    void store(T value) noexcept { value_.store(value, std::memory_order_relaxed); }
    T exchange(T value) noexcept { return value_.exchange(value, std::memory_order_relaxed); }
    T fetch_add(T amount) noexcept requires requires(std::atomic<T>& word) {
        word.fetch_add(amount);
    }
    { return value_.fetch_add(amount, std::memory_order_relaxed); }
    /// May fail spuriously; on failure `expected` is what was found.
    [[nodiscard]] bool compare_exchange(T& expected, T desired) noexcept {
        return value_.compare_exchange_weak(expected, desired, std::memory_order_relaxed);
    }

 private:
    std::atomic<T> value_{};
};

}  // namespace mm::contracts
