#include "properties/sequential.hpp"

#include <rapidcheck.h>

#include <utility>
#include <vector>

#include "operations/trace_text.hpp"
#include "properties/sequential_programs.hpp"
#include "properties/sequential_situations.hpp"

namespace mm::proptests {

SequentialCheck::SequentialCheck(SystemKind kind, Tally& tally, Situations& situations)
    : kind_(std::move(kind)),
      misuses_(kind_.make()->refuses_misuse()),
      tally_(tally),
      situations_(situations) {}

void SequentialCheck::program(bool with_threads) {
    if (interrupted()) return;
    const ProgramKind wanted{.last_thread = with_threads ? std::uint8_t{2} : std::uint8_t{1},
                             .misuses = misuses_,
                             .stops = with_threads && kind_.stops,
                             .can_do = kind_.can_do};
    const SequentialProgram program = *sequential_programs(wanted);
    ++programs_;
    const auto system = kind_.make_judged(tally_);
    Differential both(tally_, *system, with_threads ? &stage_ : nullptr);
    SequentialSituations situations(situations_);
    for (const Operation& operation : program.operations) {
        if (!may_come(wanted, both.model(), operation)) continue;
        ++operations_;
        situations.before(both.model(), operation);
        const auto step = both.step(operation);
        if (step.disagreement) fail(both, *step.disagreement);
        situations.after(both.model(), operation, step.outcome);
    }
    situations.end();
    if (const auto found = both.finish()) fail(both, *found);
}

/// RapidCheck goes on from each failure that is smaller: the last one kept is the smallest.
void SequentialCheck::fail(const Differential& both, const Disagreement& found) {
    const std::string id(spec::text(found.clause).id);
    broken_ = found.clause;
    // What the last operation gave is what is wrong: the trace holds once that is mended.
    std::vector<Outcome> outcomes = both.outcomes();
    if (!outcomes.empty()) outcomes.pop_back();
    counterexample_ = "# " + id + "\n" + to_text(both.done(), outcomes);
    fail_case("broken: " + id + ": " + found.text);
}

bool SequentialCheck::holds(RapidcheckRun& run, bool with_threads, int cases) {
    return run.holds(
        with_threads ? "sequential, two threads" : "sequential",
        [this, with_threads] { program(with_threads); }, cases);
}

}  // namespace mm::proptests
