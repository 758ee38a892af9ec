// The atomics of the counter protocol with each step announced before it happens. A build that
// names this header as MMSPEC_ATOMIC_HEADER runs the shipping code otherwise unchanged.
#pragma once

#include <atomic>
#include <cstdint>

namespace mm::proptests {

/// What is about to happen; `teardown` is announced by the address space that a test gives.
enum class Step : std::uint8_t { load, store, fetch_add, fetch_sub, compare_exchange, teardown };

/// Told of each step on the thread that takes it; may wait, and so hold the thread there.
class StepObserver {
 public:
    virtual void before(Step step, const void* address) = 0;

 protected:
    ~StepObserver() = default;
};

/// The observer of this thread; null for none.
inline thread_local StepObserver* step_observer = nullptr;

inline void announce(Step step, const void* address) {
    if (step_observer != nullptr) step_observer->before(step, address);
}

}  // namespace mm::proptests

#ifdef MMSPEC_ATOMIC_HEADER

namespace mm {

template <typename T>
class Atomic {
 public:
    explicit constexpr Atomic(T initial) noexcept : value_(initial) {}

    [[nodiscard]] T load(std::memory_order order) const noexcept {
        proptests::announce(proptests::Step::load, this);
        return value_.load(order);
    }
    void store(T value, std::memory_order order) noexcept {
        proptests::announce(proptests::Step::store, this);
        value_.store(value, order);
    }
    T fetch_add(T amount, std::memory_order order) noexcept {
        proptests::announce(proptests::Step::fetch_add, this);
        return value_.fetch_add(amount, order);
    }
    T fetch_sub(T amount, std::memory_order order) noexcept {
        proptests::announce(proptests::Step::fetch_sub, this);
        return value_.fetch_sub(amount, order);
    }
    [[nodiscard]] bool compare_exchange_strong(T& expected, T desired, std::memory_order success,
                                               std::memory_order failure) noexcept {
        proptests::announce(proptests::Step::compare_exchange, this);
        return value_.compare_exchange_strong(expected, desired, success, failure);
    }

 private:
    std::atomic<T> value_;
};

}  // namespace mm

#endif
