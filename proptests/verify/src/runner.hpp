// Runs the steps, a few at a time.
#pragma once

#include <cstddef>
#include <memory>
#include <optional>
#include <vector>

#include "plan.hpp"
#include "transcript.hpp"
#include "words.hpp"

namespace mm::verify {

/// How a step ended.
struct Ending {
    enum class Reason {
        by_itself,
        past_deadline,
        interrupted,
        not_started,
    };

    Reason reason = Reason::not_started;
    /// As of waitpid(2).
    int status = 0;
    Clock::duration time{};
    std::shared_ptr<const Transcript> transcript;
};

/// A step that is running.
struct Progress {
    std::size_t step = 0;
    Clock::duration time{};
    const Transcript* transcript = nullptr;
};

/// Is told what happens.
class Observer {
 public:
    virtual ~Observer() = default;
    /// Called for each step once, in the order of the plan.
    virtual void ended(std::size_t step, const Ending& ending) = 0;
    /// Called several times a second.
    virtual void running(const std::vector<Progress>& steps) = 0;
};

/// Runs the steps, at most `together` at once, until all ended or the program is asked to end: then
/// those that run get SIGINT and some time, and no other is started.
///
/// *Ensures*: no program that it started is left; true if it was not interrupted.
///
/// *Errors*: Failure (environment) if a program cannot be started or a log cannot be written.
[[nodiscard]] bool run_steps(const std::vector<Step>& steps, std::chrono::seconds deadline,
                             std::size_t together, Observer& observer);

}  // namespace mm::verify
