// What the end of a step means.
#pragma once

#include <string>
#include <vector>

#include "plan.hpp"
#include "runner.hpp"
#include "tally.hpp"

namespace mm::verify {

enum class Verdict {
    held,
    violation,
    /// The step was given something it could not read, or wrote a tally that cannot be read.
    input,
    environment,
    /// The place where it runs forbids the step; said, and not counted as held.
    forbidden,
    interrupted,
};

struct Result {
    Verdict verdict = Verdict::interrupted;
    /// Why, as a part of a sentence; empty if held.
    std::string reason;
    /// Parts of the step that were not run, with their reasons.
    std::vector<std::string> not_run;
    Tally tally;
    /// How much was done.
    std::string amount;
    Clock::duration time{};
    std::vector<std::string> excerpt;
    /// Lines that say how to replay, and what was saved.
    std::vector<std::string> kept;
};

[[nodiscard]] Result judge(const Step& step, const Ending& ending);

}  // namespace mm::verify
