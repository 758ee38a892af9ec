#include "schedule/thread_stage.hpp"

#include <condition_variable>
#include <mutex>
#include <thread>
#include <utility>

#include "schedule/stepped_atomic.hpp"

namespace mm::proptests {

namespace {

[[nodiscard]] bool is_before(Stop stop, Step step) {
    switch (stop) {
        case Stop::fetch_add:
            return step == Step::fetch_add;
        case Stop::fetch_sub:
            return step == Step::fetch_sub;
        case Stop::compare_exchange:
            return step == Step::compare_exchange;
        case Stop::teardown:
            return step == Step::teardown;
    }
    return false;
}

}  // namespace

class ThreadStage::Worker final : public StepObserver {
 public:
    explicit Worker(const Watch& watch) : watch_(watch), thread_([this] { live(); }) {}
    ~Worker() {
        finish();
        {
            const std::lock_guard lock(mutex_);
            state_ = State::leaving;
        }
        turn_.notify_all();
        thread_.join();
    }

    Progress run(std::function<void()> work, std::optional<Stop> before) {
        work_ = std::move(work);
        before_ = before;
        return give_turn(State::running);
    }

    Progress resume() { return give_turn(State::resumed); }

    void finish() {
        before_.reset();
        if (state_ == State::stopped) resume();
    }

    void before(Step step, const void* address) override {
        if (before_ && is_before(*before_, step)) stop_here();
        // After a stop, since what the step touches may have been freed meanwhile. The watch itself
        // reads counters through the library.
        if (watch_ && step != Step::teardown && !std::exchange(watching_, true)) {
            watch_(address);
            watching_ = false;
        }
    }

 private:
    enum class State : std::uint8_t { idle, running, stopped, resumed, leaving };

    void stop_here() {
        before_.reset();
        std::unique_lock lock(mutex_);
        state_ = State::stopped;
        turn_.notify_all();
        turn_.wait(lock, [this] { return state_ == State::resumed; });
    }

    Progress give_turn(State state) {
        std::unique_lock lock(mutex_);
        state_ = state;
        turn_.notify_all();
        turn_.wait(lock, [this] { return state_ == State::idle || state_ == State::stopped; });
        return state_ == State::idle ? Progress::ended : Progress::stopped;
    }

    void live() {
        step_observer = this;
        std::unique_lock lock(mutex_);
        for (;;) {
            turn_.wait(lock,
                       [this] { return state_ == State::running || state_ == State::leaving; });
            if (state_ == State::leaving) return;
            lock.unlock();
            std::exchange(work_, nullptr)();
            lock.lock();
            state_ = State::idle;
            turn_.notify_all();
        }
    }

    const Watch& watch_;
    std::mutex mutex_;
    std::condition_variable turn_;
    State state_ = State::idle;
    std::function<void()> work_;
    std::optional<Stop> before_;
    bool watching_ = false;
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
