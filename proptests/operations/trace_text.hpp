// The text form of operation traces (spec/operations.md, 'Text form').
#pragma once

#include <cstdint>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "operations/operation.hpp"

namespace mm::proptests {

/// What a line of a trace says must come out; what it does not say is left to the model.
struct Expectation {
    std::optional<spec::Clause> refused{};
    std::optional<bool> answer{};
    std::optional<std::uint64_t> users{};
    std::optional<std::uint64_t> count{};
    bool stopped = false;
    bool queued = false;
    bool teardown = false;
    bool freed = false;
};

struct TraceLine {
    Operation operation{};
    /// Empty if the line has no arrow: then only the model says what must come out.
    std::optional<Expectation> expected{};
    std::uint32_t number = 0;
};

struct Trace {
    std::vector<TraceLine> lines;
    /// The mms that are not freed at the end.
    std::vector<MmName> leaks;
};

/// A line that is no operation: which, and why.
class ParseError : public std::runtime_error {
 public:
    ParseError(std::uint32_t line, const std::string& cause)
        : std::runtime_error(cause), line_(line) {}
    [[nodiscard]] std::uint32_t line() const noexcept { return line_; }

 private:
    std::uint32_t line_;
};

/// *Errors*: ParseError at the first line that is not of the text form.
[[nodiscard]] Trace parse_trace(std::string_view text);

/// The text of one operation; parse_trace reads it back.
[[nodiscard]] std::string to_text(const Operation& operation);

/// The outcome as it stands behind the arrow; empty if there is nothing to say.
[[nodiscard]] std::string to_text(const Outcome& outcome);

/// A whole trace of these operations, one a line, with what came out of each.
[[nodiscard]] std::string to_text(const std::vector<Operation>& operations,
                                  const std::vector<Outcome>& outcomes);

}  // namespace mm::proptests
