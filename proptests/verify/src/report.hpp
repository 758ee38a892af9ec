// Shows the steps while they run, and keeps their results.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "judge.hpp"
#include "plan.hpp"
#include "runner.hpp"
#include "screen.hpp"

namespace mm::verify {

class Report : public Observer {
 public:
    /// *Requires*: screen and steps live at least as long.
    Report(Screen& screen, const std::vector<Step>& steps) : screen_(screen), steps_(steps) {}

    void ended(std::size_t step, const Ending& ending) override;
    void running(const std::vector<Progress>& progress) override;

    /// Of the steps that ended, in the order of the plan.
    [[nodiscard]] const std::vector<Result>& results() const noexcept { return results_; }

 private:
    [[nodiscard]] std::string number(std::size_t step) const;

    Screen& screen_;
    const std::vector<Step>& steps_;
    std::vector<Result> results_;
};

}  // namespace mm::verify
