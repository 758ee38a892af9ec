// Every execution of a program.
#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>

#include "explorer/machine.hpp"

namespace mm::explorer {

struct Exploration {
    /// Whole executions; those in which a thread waits for ever, or that stopped at a step with no
    /// way to go on; and wrong ones that it went on after.
    std::uint64_t executions = 0;
    std::uint64_t blocked = 0;
    std::uint64_t cut = 0;
    std::uint64_t wrong = 0;
    /// How many executions had which outcome.
    std::map<std::string, std::uint64_t> outcomes{};
    /// The wrong one at which the exploration ended.
    std::optional<Finding> finding{};
    /// False if `stop` asked for an end before all was explored.
    bool complete = true;
};

/// Hears of an execution that is wrong, and says whether to go on with the others.
using OnWrong = std::function<bool(const Finding&)>;

/// Runs each execution of `program` that RC11 allows once, those that differ only in the order of
/// independent steps taken as one. Asks `stop` before each whether to end. A wrong one is run up to
/// where it is wrong; those that only its further steps would lead to are not run.
[[nodiscard]] Exploration explore(
    const Program& program, Sites& sites, const std::function<bool()>& stop = [] { return false; },
    const OnWrong& goes_on = [](const Finding&) { return false; });

/// The same by running every order of all steps; those that come to the same execution are counted
/// once. For small programs, to see that `explore` misses nothing and runs nothing twice.
[[nodiscard]] Exploration enumerate(
    const Program& program, Sites& sites,
    const OnWrong& goes_on = [](const Finding&) { return false; });

}  // namespace mm::explorer
