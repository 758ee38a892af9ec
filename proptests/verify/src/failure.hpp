// How mmspec-verify ends.
#pragma once

#include <stdexcept>
#include <string>

namespace mm::verify {

enum class ExitStatus : int {
    held = 0,
    violation = 1,
    input = 2,
    environment = 3,
    interrupted = 130,
};

/// Why the run cannot go on: a sentence that names cause and cure, and the status to end with.
class Failure : public std::runtime_error {
 public:
    Failure(ExitStatus status, const std::string& sentence)
        : std::runtime_error(sentence), status_(status) {}

    [[nodiscard]] ExitStatus status() const noexcept { return status_; }

 private:
    ExitStatus status_;
};

}  // namespace mm::verify
