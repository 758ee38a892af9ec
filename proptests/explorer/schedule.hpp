// One execution as a list of choices, which can be written down and run again.
#pragma once

#include <cstddef>
#include <functional>
#include <span>
#include <vector>

#include "explorer/machine.hpp"

namespace mm::explorer {

/// The number of the way that was taken at each step.
using Schedule = std::vector<std::size_t>;

/// The schedule by which `program` comes to the execution `graph`.
[[nodiscard]] Schedule schedule_of(const Program& program, Sites& sites,
                                   const ExecutionGraph& graph);

/// The trouble of `finding` in an execution without the events on which those that show it do not
/// depend; `finding` itself if it needs them all.
[[nodiscard]] Finding without_bystanders(const Program& program, Sites& sites,
                                         const Finding& finding);

/// What came of a run along a schedule; past its end the first way is taken.
struct Replayed {
    Ending ending{};
    Finding finding{};
};
/// Hears of a run before each of its steps, and of the ways that it may take.
using BeforeStep = std::function<void(const Machine&, std::span<const Event>)>;
[[nodiscard]] Replayed replay(
    const Program& program, Sites& sites, const Schedule& schedule,
    const BeforeStep& before = [](const Machine&, std::span<const Event>) {});

}  // namespace mm::explorer
