// The system under test and the reference model, run side by side.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "adapters/checked_adapter.hpp"
#include "model/reference_model.hpp"
#include "operations/operation.hpp"
#include "operations/trace_text.hpp"
#include "runner/tally.hpp"
#include "schedule/thread_stage.hpp"

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
    explicit Differential(Tally& tally, ThreadStage* stage = nullptr, bool wants_reports = false);
    Differential(const Differential&) = delete;
    Differential& operator=(const Differential&) = delete;
    ~Differential();

    [[nodiscard]] const ReferenceModel& model() const noexcept { return model_; }
    [[nodiscard]] const std::vector<Operation>& done() const noexcept { return done_; }
    [[nodiscard]] const std::vector<Outcome>& outcomes() const noexcept { return outcomes_; }

    /// *Requires*: not impossible by the model.
    StepResult step(const Operation& operation, CallSite site = CallSite::here());

    /// Gives everything up and compares that each mm is freed (Liveness.freed).
    [[nodiscard]] std::optional<Disagreement> finish();

    /// Lets stopped operations run on after a disagreement, and tells what that showed.
    [[nodiscard]] std::optional<Disagreement> aftermath();

    /// Every mm that is not freed, for a run that ends on purpose with some.
    [[nodiscard]] std::vector<MmName> unfreed() const;

 private:
    struct Seen {
        std::array<unsigned, mm_names> teardowns{};
        std::array<bool, mm_names> freed{};
    };

    [[nodiscard]] Seen look() const;
    [[nodiscard]] Outcome run(const Operation& operation, CallSite site,
                              CheckedAdapter::Result& result);
    [[nodiscard]] std::optional<Disagreement> compare(const Operation& operation,
                                                      std::optional<MmName> subject,
                                                      const Outcome& expected,
                                                      const Outcome& observed,
                                                      const CheckedAdapter::Result& result) const;
    void count_exercised(const Operation& operation, std::optional<MmName> subject,
                         const Outcome& outcome);

    Tally& tally_;
    ReferenceModel model_;
    CheckedAdapter system_;
    /// Results of operations that are stopped live here until they are resumed.
    std::array<CheckedAdapter::Result, threads + 1> results_{};
    std::optional<std::string> touched_after_free_;
    std::array<std::uint8_t, mm_names> maker_{};
    std::vector<Operation> done_;
    std::vector<Outcome> outcomes_;
    ThreadStage* stage_;
};

}  // namespace mm::proptests
