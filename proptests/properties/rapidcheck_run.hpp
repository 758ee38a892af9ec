// RapidCheck as the property programs run it: with a budget, a seed, and an end on Ctrl-C.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>

#include "properties/arguments.hpp"

namespace mm::proptests {

/// How many programs a run has unless it is told.
inline constexpr int default_cases = 5000;

/// One run of a property program. What is tried follows from seed and budget alone.
class RapidcheckRun {
 public:
    /// RC_PARAMS of the environment, then the command line, then `default_cases`.
    /// *Errors*: empty, and the cause is printed, if RC_PARAMS cannot be read.
    [[nodiscard]] static std::optional<RapidcheckRun> prepare(const Arguments& arguments);

    /// Calls `batch` with a number of cases until the budget is used up, it returns false, or
    /// Ctrl-C was pressed. False if `batch` did.
    [[nodiscard]] bool repeat(const std::function<bool(int)>& batch);

    /// Tries `cases` of a property, by its name in RapidCheck's `reproduce`; false if one fails,
    /// which is then shrunk and printed.
    [[nodiscard]] bool holds(const std::string& name, const std::function<void()>& property,
                             int cases);

    [[nodiscard]] std::uint64_t seed() const noexcept { return seed_; }
    /// Unless time is the budget.
    [[nodiscard]] int cases() const noexcept { return cases_; }
    /// As many cases of the usual size as a default run has: then rare situations must have come.
    [[nodiscard]] bool is_full() const noexcept;

 private:
    RapidcheckRun() = default;

    std::uint64_t seed_ = 0;
    int cases_ = 0;
    int done_ = 0;
    /// How many of each property have held.
    std::map<std::string, int> held_{};
    std::optional<std::uint64_t> seconds_;
};

/// Ends the case that RapidCheck runs as one that fails, and says no more than `text`.
[[noreturn]] void fail_case(const std::string& text);

/// Ctrl-C was pressed: what is left of a batch is to be skipped.
[[nodiscard]] bool interrupted() noexcept;

}  // namespace mm::proptests
