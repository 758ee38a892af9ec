// A small concurrent program to be explored.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "explorer/execution_graph.hpp"

namespace mm::explorer {

/// Functions that run again for every execution. They share what `begin` makes anew each time, and
/// do nothing that differs from one execution to the next but by what they read through
/// mm::Atomic, Plain and `choose`.
struct Program {
    std::string name{};
    /// On thread 0, before the others start, and after all have ended.
    std::function<void()> begin = [] {};
    std::vector<std::function<void()>> threads{};
    std::function<void()> end = [] {};
    /// After a whole execution: what was seen, to tell executions apart; and what is wrong with it.
    std::function<std::string()> outcome = [] { return std::string(); };
    std::function<std::optional<std::string>(const ExecutionGraph&)> judge =
        [](const ExecutionGraph&) { return std::optional<std::string>(); };
};

}  // namespace mm::explorer
