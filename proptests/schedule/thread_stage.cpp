#include "schedule/thread_stage.hpp"

#include <condition_variable>
#include <cstdint>
#include <mutex>
#include <thread>
#include <utility>

#include "schedule/stepped_atomic.hpp"

namespace mm::proptests {

class ThreadStage::Worker final : public StageObserver {
 public:
    explicit Worker(const Watch& watch) : StageObserver(watch), thread_([this] { live(); }) {}
    ~Worker() {
        finish();
        hand_over(State::leaving);
        thread_.join();
    }

    Progress run(std::function<void()> work, std::optional<Stop> before) {
        work_ = std::move(work);
        stop_before(before);
        return give_turn(State::running);
    }

    Progress resume() { return give_turn(State::resumed); }

    void finish() {
        stop_before(std::nullopt);
        if (state_ == State::stopped) resume();
    }

 private:
    enum class State : std::uint8_t { idle, running, stopped, resumed, leaving };

    /// Of caller and worker one waits while the other goes on, so whoever waits is meant.
    void hand_over(State state) {
        {
            const std::lock_guard lock(mutex_);
            state_ = state;
        }
        // Whoever wakes finds the mutex free.
        turn_.notify_one();
    }

    /// The state that has taken the place of `state`, which this thread has handed over.
    [[nodiscard]] State wait_after(State state) {
        std::unique_lock lock(mutex_);
        turn_.wait(lock, [&] { return state_ != state; });
        return state_;
    }

    void stop_here() override {
        hand_over(State::stopped);
        static_cast<void>(wait_after(State::stopped));
    }

    Progress give_turn(State state) {
        hand_over(state);
        return wait_after(state) == State::idle ? Progress::ended : Progress::stopped;
    }

    void live() {
        step_observer = this;
        while (wait_after(State::idle) != State::leaving) {
            std::exchange(work_, nullptr)();
            hand_over(State::idle);
        }
    }

    std::mutex mutex_;
    std::condition_variable turn_;
    State state_ = State::idle;
    std::function<void()> work_;
    std::thread thread_;
};

ThreadStage::ThreadStage() {
    for (auto& worker : workers_) worker = std::make_unique<Worker>(watch_);
}

ThreadStage::~ThreadStage() = default;

ThreadStage::Progress ThreadStage::run(std::uint8_t thread, std::function<void()> work,
                                       std::optional<Stop> before) {
    return workers_[thread - 1U]->run(std::move(work), before);
}

ThreadStage::Progress ThreadStage::resume(std::uint8_t thread) {
    return workers_[thread - 1U]->resume();
}

void ThreadStage::finish() {
    for (auto& worker : workers_) worker->finish();
}

}  // namespace mm::proptests
