// One concurrent run, judged.
#pragma once

#include <optional>
#include <string>

#include "concurrent/concurrent_run.hpp"
#include "concurrent/linearization.hpp"

namespace mm::proptests {

/// What is wrong with a run, for a person.
struct WrongRun {
    spec::Clause clause{};
    std::string text;
    History history;
    Linearization found;
};

/// Empty if the run is what the clauses allow.
[[nodiscard]] std::optional<WrongRun> judge(const Recorded& recorded);

}  // namespace mm::proptests
