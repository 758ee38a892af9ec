// The closing sentence and the exit status.
#pragma once

#include <string>
#include <vector>

#include "failure.hpp"
#include "judge.hpp"
#include "layer.hpp"
#include "plan.hpp"
#include "tally.hpp"

namespace mm::verify {

struct Closing {
    ExitStatus status = ExitStatus::held;
    std::string sentence;
};

/// What all steps counted together.
[[nodiscard]] Tally total(const std::vector<Result>& results);

/// The layers whose step was not run.
[[nodiscard]] LayerSet layers_not_run(const std::vector<Step>& steps,
                                      const std::vector<Result>& results);

/// *Requires*: results belong to the first of the steps.
[[nodiscard]] Closing close(const std::vector<Step>& steps, const std::vector<Result>& results,
                            bool interrupted);

}  // namespace mm::verify
