// Kept threads that take their turns one after another, and can be stopped inside an operation.
#pragma once

#include <array>
#include <functional>
#include <memory>
#include <optional>
#include <utility>

#include "operations/operation.hpp"

namespace mm::proptests {

/// Threads T1 to T4. At most one runs at a time; the caller waits for it, so what one turn does is
/// there for the next, whatever thread that is on.
class ThreadStage {
 public:
    enum class Progress : std::uint8_t { ended, stopped };
    /// Called before each atomic step of the library, with the address of the word.
    using Watch = std::function<void(const void*)>;

    ThreadStage();
    ThreadStage(const ThreadStage&) = delete;
    ThreadStage& operator=(const ThreadStage&) = delete;
    /// Lets stopped operations run to their end first.
    ~ThreadStage();

    /// Runs `work` on a thread until its end or until the step that it is to stop before.
    Progress run(std::uint8_t thread, std::function<void()> work, std::optional<Stop> before);

    /// *Requires*: the thread is stopped.
    Progress resume(std::uint8_t thread);

    /// Lets stopped operations run to their end.
    void finish();

    /// *Requires*: no thread is running or stopped.
    void set_watch(Watch watch) { watch_ = std::move(watch); }

 private:
    class Worker;
    Watch watch_;
    std::array<std::unique_ptr<Worker>, threads> workers_;
};

}  // namespace mm::proptests
