// The atomic steps of a run, taken down one after another as they are taken.
#pragma once

#include <atomic>
#include <bit>
#include <cstdint>
#include <mutex>

namespace mm::proptests {

/// A step on a word; `teardown` and `free` are told by the contents and by whoever sees the free.
enum class Step : std::uint8_t {
    load,
    store,
    fetch_add,
    fetch_sub,
    compare_exchange,
    exchange,
    teardown,
    free
};

/// A step that was taken: the word before and after it. Of a store what was before is not known.
struct TakenStep {
    Step step{};
    const void* address = nullptr;
    std::memory_order order = std::memory_order_relaxed;
    std::uint64_t before = 0;
    std::uint64_t after = 0;
    /// A compare_exchange that wrote nothing.
    bool failed = false;
};

/// Told of every step of every thread right after it was taken, and before any other is.
class StepRecorder {
 public:
    virtual void took(const TakenStep& step) noexcept = 0;

 protected:
    ~StepRecorder() = default;
};

/// A step in the making. While somebody records, it is the only one: so it is known in which state
/// the words were when it was taken, which the step alone does not tell. That orders the threads:
/// what goes wrong only for want of a memory order is for others to find, and under ThreadSanitizer
/// nobody records.
class RecordedStep {
 public:
    RecordedStep() noexcept {
        if (recorder.load(std::memory_order_relaxed) != nullptr) alone_.lock();
    }

    void took(const TakenStep& step) const noexcept {
        if (!alone_.owns_lock()) return;
        // The worker may take a step just when the recording ends.
        if (StepRecorder* const told = recorder.load(std::memory_order_relaxed)) told->took(step);
    }

    /// From now on steps are told to `told`; to nobody, if that is null.
    /// *Ensures*: none is being told to the recorder before when this returns.
    static void tell(StepRecorder* told) noexcept {
        const std::lock_guard between_steps(one_at_a_time);
        recorder.store(told, std::memory_order_relaxed);
    }

 private:
    inline static std::atomic<StepRecorder*> recorder{nullptr};
    inline static std::mutex one_at_a_time;
    std::unique_lock<std::mutex> alone_{one_at_a_time, std::defer_lock};
};

/// A value as a word; that of a type of another size tells nothing.
template <typename T>
[[nodiscard]] std::uint64_t step_word(T value) noexcept {
    if constexpr (sizeof(T) == sizeof(std::uint64_t)) return std::bit_cast<std::uint64_t>(value);
    return 0;
}

}  // namespace mm::proptests
