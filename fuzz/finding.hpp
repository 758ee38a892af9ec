// What a fuzz target says and keeps when a run breaks a clause.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "operations/operation.hpp"
#include "runner/differential.hpp"

namespace mm::fuzz {

/// A run that broke something: what was run, and what came of it.
struct Finding {
    const proptests::Differential& run;
    /// The operation in which the program was stopped, if it did not return.
    std::optional<proptests::Operation> unfinished{};
    /// Empty if no clause speaks of it, as of undefined behaviour.
    std::optional<spec::Clause> clause{};
    std::string text{};
};

/// The run as an operation trace that replays to the violation, and that holds once the defect is
/// gone: the operations that follow give every reference up as the model has it.
[[nodiscard]] std::string to_trace(const Finding& finding);

/// Prints the finding and saves its trace at `prefix` + `crash-HASH.mmtrace`; where that cannot be
/// written the trace is printed.
void keep(const Finding& finding, const std::string& prefix);

}  // namespace mm::fuzz
