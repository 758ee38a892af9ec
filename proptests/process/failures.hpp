// Why a comparison with the running kernel ends before its last step.
#pragma once

#include <stdexcept>
#include <string>
#include <system_error>

namespace mm::process {

/// The environment does not allow a scenario: it is not run, and not counted as passed.
class NotPermitted : public std::runtime_error {
    using std::runtime_error::runtime_error;
};

/// A wait passed its deadline, or a process did what nobody asked for: nothing can be concluded.
class BrokenOff : public std::runtime_error {
    using std::runtime_error::runtime_error;
};

/// The user pressed Ctrl-C.
class Interrupted : public std::runtime_error {
 public:
    Interrupted() : std::runtime_error("interrupted") {}
};

/// `what`, and the error that `number` stands for, in words.
[[nodiscard]] inline std::string with_error(const std::string& what, int number) {
    return what + ": " + std::generic_category().message(number);
}

}  // namespace mm::process
