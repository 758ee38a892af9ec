// One execution of a client in a file that can be run again.
#pragma once

#include <optional>
#include <string>

#include "explorer/client.hpp"

namespace mm::explorer {

struct SavedRun {
    ClientProgram program{};
    Schedule schedule{};
};

/// An operation trace, with the program and its schedule as comments, and the clause that it
/// breaks.
[[nodiscard]] std::string to_text(const SavedRun& run, Sites& sites, const Finding& finding);

/// Empty, and `error` says why, if the text is no such run.
[[nodiscard]] std::optional<SavedRun> run_from(const std::string& text, std::string& error);

/// The clause that is broken, and how, in a line.
[[nodiscard]] std::string verdict(const Finding& finding);

/// What is wrong, for a person: the clause, the program, and its steps.
[[nodiscard]] std::string told(const ClientProgram& program, const Finding& finding);

}  // namespace mm::explorer
