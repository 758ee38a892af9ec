// The sequential property, for any system.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <utility>

#include "adapters/system_under_test.hpp"
#include "properties/rapidcheck_run.hpp"
#include "runner/differential.hpp"
#include "runner/situations.hpp"
#include "runner/tally.hpp"
#include "schedule/thread_stage.hpp"
#include "steps/traced_system.hpp"

namespace mm::proptests {

/// A kind of system: how to make one for a program, and which operations programs may hold.
struct SystemKind {
    std::function<std::unique_ptr<SystemUnderTest>()> make;
    std::function<bool(const Operation&)> can_do;
    /// Its atomic steps are announced, and an operation may be stopped before one.
    bool stops = false;
    /// Its atomic steps are to be those of the model of the counters (Protocol.steps).
    std::optional<Looks> steps{};

    /// One whose steps are judged, if they are to be.
    [[nodiscard]] std::unique_ptr<SystemUnderTest> make_judged(Tally& tally) const {
        auto made = make();
        if (!steps) return made;
        return std::make_unique<TracedSystem>(std::move(made), *steps, tally);
    }
};

template <typename System>
[[nodiscard]] SystemKind system_kind() {
    return {[] { return std::make_unique<System>(); }, &System::can_do};
}

/// Random programs over several mms, misuse included where the system refuses it, run on the system
/// and on the reference model at once. It must refuse exactly what the model refuses, under the
/// same clause, and be unchanged by it; otherwise counters and events must agree.
class SequentialCheck {
 public:
    SequentialCheck(SystemKind kind, Tally& tally, Situations& situations);

    /// True if it held for `cases` programs, on one thread or with hand-over between two; else the
    /// counterexample is printed.
    [[nodiscard]] bool holds(RapidcheckRun& run, bool with_threads, int cases);

    [[nodiscard]] std::uint64_t programs() const noexcept { return programs_; }
    [[nodiscard]] std::uint64_t operations() const noexcept { return operations_; }
    /// The clause that a program was found to break.
    [[nodiscard]] std::optional<spec::Clause> broken() const noexcept { return broken_; }
    /// The smallest found, as an operation trace; empty if there is none.
    [[nodiscard]] const std::string& counterexample() const noexcept { return counterexample_; }

 private:
    void program(bool with_threads);
    [[noreturn]] void fail(const Differential& both, const Disagreement& found);

    SystemKind kind_;
    bool misuses_;
    Tally& tally_;
    Situations& situations_;
    ThreadStage stage_;
    std::uint64_t programs_ = 0;
    std::uint64_t operations_ = 0;
    std::optional<spec::Clause> broken_;
    std::string counterexample_;
};

}  // namespace mm::proptests
