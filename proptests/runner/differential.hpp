// The system under test and the reference model, run side by side.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "adapters/system_under_test.hpp"
#include "model/reference_model.hpp"
#include "operations/operation.hpp"
#include "operations/trace_text.hpp"
#include "runner/tally.hpp"
#include "schedule/stage.hpp"

namespace mm::proptests {

/// A clause that the system broke, in the words of the comparison.
struct Disagreement {
    spec::Clause clause{};
    std::string text{};
};

/// Runs operations on both, compares everything that the clauses let one see, and counts what each
/// comparison exercised.
class Differential {
 public:
    /// What one operation gave: the outcome that both agree on, or what they disagree on.
    struct StepResult {
        Outcome outcome{};
        /// The library's report of a refusal, if reports are wanted.
        std::string report{};
        std::optional<Disagreement> disagreement{};
    };

    /// Without a stage everything runs on the calling thread.
    Differential(Tally& tally, SystemUnderTest& system, Stage* stage = nullptr);
    Differential(const Differential&) = delete;
    Differential& operator=(const Differential&) = delete;
    ~Differential();

    [[nodiscard]] const ReferenceModel& model() const noexcept { return model_; }
    [[nodiscard]] const std::vector<Operation>& done() const noexcept { return done_; }
    [[nodiscard]] const std::vector<Outcome>& outcomes() const noexcept { return outcomes_; }

    /// *Requires*: not impossible by the model.
    StepResult step(const Operation& operation, Place place = {});

    /// Gives everything up and compares that each mm is freed (Liveness.freed).
    [[nodiscard]] std::optional<Disagreement> finish();

    /// Lets stopped operations run on after a disagreement, and tells what that showed.
    [[nodiscard]] std::optional<Disagreement> aftermath();

    /// Every mm that is not freed, for a run that ends on purpose with some.
    [[nodiscard]] std::vector<MmName> unfreed() const;

 private:
    using Snapshot = SystemUnderTest::Snapshot;
    using Result = SystemUnderTest::Result;

    /// What changed between two looks, for all mms.
    static void observe_events(const Snapshot& before, const Snapshot& after, bool at_exchange,
                               Outcome& observed);
    /// What each mm has come to; a flush works on several.
    [[nodiscard]] std::optional<Disagreement> compare_all(const Operation& operation,
                                                          const Snapshot& after) const;
    /// A refusal leaves everything as it was, except what it hands to raw code (Sleep.orphan).
    static void show_orphan(Snapshot& seen, const Operation& operation, ARefName orphaned,
                            MmName referred_to);
    [[nodiscard]] Outcome run(const Operation& operation, Place place, Result& result);
    [[nodiscard]] std::optional<Disagreement> compare(const Operation& operation,
                                                      std::optional<MmName> subject,
                                                      const Outcome& expected,
                                                      const Outcome& observed,
                                                      const Result& result) const;
    void count_exercised(const Operation& operation, std::optional<MmName> subject,
                         const Outcome& outcome);

    Tally& tally_;
    ReferenceModel model_;
    SystemUnderTest& system_;
    /// What the system showed after the last step. Nothing may change until the next.
    Snapshot seen_;
    /// What each thread does, or was stopped in.
    struct Call {
        Operation operation{};
        Place place{};
        Result result{};
    };
    std::array<Call, threads + 1> calls_{};
    /// Where each thread was last stopped.
    std::array<std::optional<Stop>, threads + 1> stops_{};
    std::optional<std::string> touched_after_free_;
    std::array<std::uint8_t, mm_names> maker_{};
    std::vector<Operation> done_;
    std::vector<Outcome> outcomes_;
    Stage* stage_;
};

}  // namespace mm::proptests
