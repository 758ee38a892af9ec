// The steps of a run.
#pragma once

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "layer.hpp"
#include "options.hpp"
#include "transcript.hpp"

namespace mm::verify {

/// One program to run.
struct Step {
    /// The layer whose tally it is the first to write; contracts are counted by any step.
    Layer layer{};
    std::string_view title;
    std::vector<std::string> command;
    std::vector<std::string> environment;
    std::filesystem::path log;
    std::filesystem::path tally;
    Markers markers;
    /// How long it is told to take; 0 for a step that ends by itself.
    std::chrono::seconds budget{0};
    /// May the place where it runs forbid it, without the whole check being worth less than it
    /// says?
    bool may_be_forbidden = false;
    /// What one unit of its work is called, and how many of them there are, if that is known
    /// before.
    std::string_view unit;
    std::uint64_t units = 0;
    /// Where the program says how many units it did, if it does.
    std::string_view units_marker;
};

/// The steps in order, with an empty folder for their tallies.
///
/// *Errors*: Failure (input) if the source tree lacks a file, Failure (environment) with the
/// command that cures it if a program is not built.
[[nodiscard]] std::vector<Step> plan(const Options& options, std::uint64_t seed);

}  // namespace mm::verify
