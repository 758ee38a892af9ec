// The lives of a real process that are compared with the library.
#pragma once

#include <chrono>
#include <cstddef>
#include <span>
#include <string>
#include <string_view>

#include "journal.hpp"
#include "library_calls.hpp"
#include "stage.hpp"
#include "waiter.hpp"

namespace mm::process {

struct Scenario {
    std::string_view name;
    void (*run)(Stage& stage);
};

[[nodiscard]] std::span<const Scenario> scenarios() noexcept;

/// How many scenarios came to which end.
struct Outcome {
    std::size_t agreed = 0;
    std::size_t disagreed = 0;
    std::size_t not_run = 0;
    std::size_t broken_off = 0;
    /// Why the first of those that were not run was not.
    std::string first_reason;
    bool interrupted = false;
};

/// Runs every scenario against `calls`; what was done is in `journal`. For `patience` see Stage.
[[nodiscard]] Outcome compare_with_the_kernel(
    const LibraryCalls& calls, Journal& journal,
    std::chrono::milliseconds patience = std::chrono::seconds(1));

}  // namespace mm::process
