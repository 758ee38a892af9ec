// The atomic of the counter protocol with its steps counted, and a hook before each step through
// which a test runs another operation there. Named as MMSPEC_ATOMIC_HEADER (see mm/atomic.hpp).
#pragma once

#include <algorithm>
#include <atomic>
#include <functional>
#include <thread>
#include <utility>

namespace mm::tests {

/// Counts the atomic steps of the operation that runs while it exists. Operations that the hook
/// runs have counters of their own.
class StepCounter {
 public:
    /// `before_step` is called before each step with the number of steps that came before it.
    explicit StepCounter(std::function<void(unsigned)> before_step = nullptr)
        : before_step_(std::move(before_step)), outer_(std::exchange(current, this)) {}
    StepCounter(const StepCounter&) = delete;
    StepCounter& operator=(const StepCounter&) = delete;
    ~StepCounter() { current = outer_; }

    [[nodiscard]] unsigned steps() const { return steps_; }

    static void step() {
        StepCounter* const counter = current;
        if (counter == nullptr) return;
        if (counter->before_step_) {
            // What the hook runs is not a step of this operation.
            current = nullptr;
            counter->before_step_(counter->steps_);
            current = counter;
        }
        ++counter->steps_;
    }

 private:
    inline static thread_local StepCounter* current = nullptr;

    std::function<void(unsigned)> before_step_;
    StepCounter* outer_;
    unsigned steps_ = 0;
};

}  // namespace mm::tests

namespace mm {

template <typename T>
class Atomic {
 public:
    explicit constexpr Atomic(T initial) noexcept : value_(initial) {}

    [[nodiscard]] T load(std::memory_order order) const noexcept {
        tests::StepCounter::step();
        return value_.load(order);
    }
    void store(T desired, std::memory_order order) noexcept {
        tests::StepCounter::step();
        value_.store(desired, order);
    }
    T exchange(T desired, std::memory_order order) noexcept {
        tests::StepCounter::step();
        return value_.exchange(desired, order);
    }
    T fetch_add(T amount, std::memory_order order) noexcept {
        tests::StepCounter::step();
        return value_.fetch_add(amount, order);
    }
    T fetch_sub(T amount, std::memory_order order) noexcept {
        tests::StepCounter::step();
        return value_.fetch_sub(amount, order);
    }
    [[nodiscard]] bool compare_exchange_strong(T& expected, T desired, std::memory_order success,
                                               std::memory_order failure) noexcept {
        tests::StepCounter::step();
        return value_.compare_exchange_strong(expected, desired, success, failure);
    }

 private:
    std::atomic<T> value_;
};

inline void let_others_run() noexcept {
    std::this_thread::yield();
}

}  // namespace mm
