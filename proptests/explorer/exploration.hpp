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
    /// Whole executions; and those in which a thread waits for ever, or that stopped at a step with
    /// no way to go on.
    std::uint64_t executions = 0;
    std::uint64_t blocked = 0;
    std::uint64_t cut = 0;
    /// How many executions had which outcome.
    std::map<std::string, std::uint64_t> outcomes{};
    /// The first that was wrong; the exploration ends there.
    std::optional<Finding> finding{};
    /// False if `stop` asked for an end before all was explored.
    bool complete = true;
};

/// Runs each execution of `program` that RC11 allows once, those that differ only in the order of
/// independent steps taken as one. Asks `stop` now and then whether to end.
[[nodiscard]] Exploration explore(
    const Program& program, Sites& sites, const std::function<bool()>& stop = [] { return false; });

/// The same by running every order of all steps; those that come to the same execution are counted
/// once. For small programs, to see that `explore` misses nothing and runs nothing twice.
[[nodiscard]] Exploration enumerate(const Program& program, Sites& sites);

}  // namespace mm::explorer
