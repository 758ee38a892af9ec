// The atomics of the counter protocol with each step announced before it happens, and recorded if
// somebody wants that. A build that names this header as MMSPEC_ATOMIC_HEADER runs the shipping
// code otherwise unchanged.
#pragma once

#include <atomic>
#include <cstdint>
#include <thread>

#include "schedule/step_recorder.hpp"

namespace mm::proptests {

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

/// By the contents that a test gives: they are being destroyed.
inline void announce_teardown() {
    announce(Step::teardown, nullptr);
    RecordedStep().took({.step = Step::teardown});
}

/// std::atomic, with each step announced.
template <typename T>
class SteppedAtomic {
    static constexpr std::memory_order strongest = std::memory_order_seq_cst;

 public:
    // NOLINTNEXTLINE(google-explicit-constructor): as std::atomic.
    constexpr SteppedAtomic(T initial) noexcept : value_(initial) {}

    [[nodiscard]] T load(std::memory_order order = strongest) const noexcept {
        announce(Step::load, this);
        const RecordedStep recorded;
        const T seen = value_.load(order);
        recorded.took({Step::load, this, order, step_word(seen), step_word(seen)});
        return seen;
    }
    void store(T value, std::memory_order order = strongest) noexcept {
        announce(Step::store, this);
        const RecordedStep recorded;
        value_.store(value, order);
        recorded.took({Step::store, this, order, 0, step_word(value)});
    }
    T fetch_add(T amount, std::memory_order order = strongest) noexcept {
        announce(Step::fetch_add, this);
        const RecordedStep recorded;
        const T before = value_.fetch_add(amount, order);
        recorded.took({Step::fetch_add, this, order, step_word(before),
                       step_word(static_cast<T>(before + amount))});
        return before;
    }
    T fetch_sub(T amount, std::memory_order order = strongest) noexcept {
        announce(Step::fetch_sub, this);
        const RecordedStep recorded;
        const T before = value_.fetch_sub(amount, order);
        recorded.took({Step::fetch_sub, this, order, step_word(before),
                       step_word(static_cast<T>(before - amount))});
        return before;
    }
    T exchange(T value, std::memory_order order = strongest) noexcept {
        announce(Step::exchange, this);
        const RecordedStep recorded;
        const T before = value_.exchange(value, order);
        recorded.took({Step::exchange, this, order, step_word(before), step_word(value)});
        return before;
    }
    [[nodiscard]] bool compare_exchange_strong(T& expected, T desired,
                                               std::memory_order success = strongest,
                                               std::memory_order failure = strongest) noexcept {
        announce(Step::compare_exchange, this);
        const RecordedStep recorded;
        const bool written = value_.compare_exchange_strong(expected, desired, success, failure);
        took_compare_exchange(recorded, written, expected, desired, written ? success : failure);
        return written;
    }
    [[nodiscard]] bool compare_exchange_weak(T& expected, T desired,
                                             std::memory_order success = strongest,
                                             std::memory_order failure = strongest) noexcept {
        announce(Step::compare_exchange, this);
        const RecordedStep recorded;
        const bool written = value_.compare_exchange_weak(expected, desired, success, failure);
        took_compare_exchange(recorded, written, expected, desired, written ? success : failure);
        return written;
    }

 private:
    /// `seen` is what the word held: if it was written, what was expected.
    void took_compare_exchange(const RecordedStep& recorded, bool written, T seen, T desired,
                               std::memory_order order) const noexcept {
        recorded.took({Step::compare_exchange, this, order, step_word(seen),
                       step_word(written ? desired : seen), !written});
    }

    std::atomic<T> value_;
};

}  // namespace mm::proptests

#ifdef MMSPEC_ATOMIC_HEADER

namespace mm {

template <typename T>
using Atomic = proptests::SteppedAtomic<T>;

inline void let_others_run() noexcept {
    std::this_thread::yield();
}

}  // namespace mm

#endif
