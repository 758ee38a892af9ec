// Runs another program to its end.
#pragma once

#include <string>
#include <vector>

namespace mm::tests {

struct Ended {
    /// Of exit; or the signal that killed it, negative.
    int status = 0;
    std::string output;
    /// What it wrote on standard error.
    std::string errors;
};

/// Where the program's standard error goes.
enum class Errors : bool { to_a_pipe, to_a_terminal };

/// False in a bare root, which has none to give.
[[nodiscard]] bool terminals_can_be_had();

/// Runs `command` with `environment` in addition to that of this process.
[[nodiscard]] Ended run(const std::vector<std::string>& command,
                        const std::vector<std::string>& environment = {},
                        Errors errors = Errors::to_a_pipe);

}  // namespace mm::tests
