// What a step prints: all of it in its log, the telling lines kept for the screen.
#pragma once

#include <deque>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "failure.hpp"
#include "file_descriptor.hpp"

namespace mm::verify {

/// What tells lines apart in the output of a step.
struct Markers {
    /// A line that contains one of these begins the report of what went wrong.
    std::vector<std::string_view> telling;
    /// A line that contains one of these says that something went as it should.
    std::vector<std::string_view> routine;
};

class Transcript {
 public:
    /// *Errors*: Failure (environment) if the log cannot be written, here and in add.
    Transcript(std::filesystem::path log, Markers markers);

    void add(std::string_view output);
    /// The step has ended: a last line without an end counts too.
    void finish();

    /// The lines to show when the step failed: the report, or else the last ones; no routine lines.
    [[nodiscard]] std::vector<std::string> excerpt() const;
    /// The lines that say how to replay, and what was saved.
    [[nodiscard]] const std::vector<std::string>& kept() const noexcept { return kept_; }
    /// Why parts of the step were not run, by its own words; each reason once.
    [[nodiscard]] const std::vector<std::string>& not_run() const noexcept { return not_run_; }
    [[nodiscard]] const std::string& last_line() const noexcept { return last_line_; }
    /// What follows `marker` in the last of the recent lines that contains it; empty if none does.
    [[nodiscard]] std::string_view after(std::string_view marker) const noexcept;

 private:
    void write(std::string_view output);
    void add_line(std::string line);
    void note_not_run(std::string_view line);
    [[nodiscard]] Failure cannot_write(int error) const;

    std::filesystem::path path_;
    FileDescriptor log_;
    Markers markers_;
    std::string unfinished_;
    std::string last_line_;
    std::vector<std::string> report_;
    std::deque<std::string> recent_;
    std::vector<std::string> kept_;
    std::vector<std::string> not_run_;
};

}  // namespace mm::verify
