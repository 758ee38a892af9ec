// Four threads that take their turns one after another, and can be stopped inside an operation.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <utility>

#include "operations/operation.hpp"
#include "schedule/stepped_atomic.hpp"

namespace mm::proptests {

/// Threads T1 to T4. At most one runs at a time; the caller waits for it, so what one turn does is
/// there for the next, whatever thread that is on.
class Stage {
 public:
    enum class Progress : std::uint8_t { ended, stopped };
    /// Called before each atomic step of the library, with the address of the word.
    using Watch = std::function<void(const void*)>;

    Stage() = default;
    Stage(const Stage&) = delete;
    Stage& operator=(const Stage&) = delete;
    virtual ~Stage() = default;

    /// Runs `work` on a thread until its end or until the step that it is to stop before.
    virtual Progress run(std::uint8_t thread, std::function<void()> work,
                         std::optional<Stop> before) = 0;

    /// *Requires*: the thread is stopped.
    virtual Progress resume(std::uint8_t thread) = 0;

    /// Lets stopped operations run to their end.
    virtual void finish() = 0;

    /// *Requires*: no thread is running or stopped.
    void set_watch(Watch watch) { watch_ = std::move(watch); }

 protected:
    Watch watch_;
};

/// Sees the steps of one thread of a stage: the one that it is to stop before, and for the watch.
class StageObserver : public StepObserver {
 public:
    explicit StageObserver(const Stage::Watch& watch) : watch_(watch) {}
    void before(Step step, const void* address) override;

 protected:
    ~StageObserver() = default;
    /// From now on it is to stop before this step, once.
    void stop_before(std::optional<Stop> step) { before_ = step; }
    /// Returns when the thread is to go on.
    virtual void stop_here() = 0;

 private:
    const Stage::Watch& watch_;
    std::optional<Stop> before_;
    bool watching_ = false;
};

}  // namespace mm::proptests
