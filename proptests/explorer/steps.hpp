// One execution, stopped after each of its steps.
#pragma once

#include <array>
#include <cstddef>
#include <functional>
#include <iosfwd>
#include <string_view>
#include <vector>

#include "explorer/schedule.hpp"

namespace mm::explorer {

/// Where a run stood before a step.
struct Standing {
    /// How many events there were.
    std::size_t events = 0;
    /// What the threads ask for, in each way that they may get it.
    std::vector<Event> ways{};
    /// Those that wait for what no other has written; and what each does, if it has a name.
    std::array<bool, most_threads> waits{};
    std::array<std::string_view, most_threads> activities{};
};

struct SteppedRun {
    Replayed replayed{};
    std::vector<Standing> standings{};
};

/// As `replay`, and where the run stood before each step.
[[nodiscard]] SteppedRun replay_in_steps(const Program& program, Sites& sites,
                                         const Schedule& schedule);

/// Tells each step from where the threads start, and after it what each location holds that lives
/// and is accessed atomically, the newest in its modification order, and what each thread that has
/// not ended is about to do. Calls `next` between one step and the next one.
void tell_steps(const SteppedRun& run, std::ostream& out, const std::function<void()>& next);

}  // namespace mm::explorer
