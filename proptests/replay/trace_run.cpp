#include "replay/trace_run.hpp"

#include <iomanip>
#include <optional>
#include <ostream>
#include <sstream>

#include "runner/differential.hpp"

namespace mm::proptests {

namespace {

/// What the line says and the outcome does not show; empty if they agree.
[[nodiscard]] std::optional<std::string> differs(const Expectation& expected,
                                                 const Outcome& outcome) {
    const auto counter = [&](const std::optional<std::uint64_t>& stated, const char* name,
                             std::uint64_t CounterPair::*member) -> std::optional<std::string> {
        if (!stated) return std::nullopt;
        if (!outcome.counters) return std::string("there is no ") + name + " to read";
        const std::uint64_t found = (*outcome.counters).*member;
        if (found == *stated) return std::nullopt;
        return std::string(name) + " is " + std::to_string(found) + ", not " +
               std::to_string(*stated);
    };
    if (expected.refused != outcome.refused) return "it says another refusal, or none";
    if (expected.stopped != outcome.stopped) return "it says another stop, or none";
    if (expected.queued != outcome.queued) return "it says another queueing, or none";
    if (expected.teardown != outcome.teardown) return "it says another teardown, or none";
    if (expected.freed != outcome.freed) return "it says another free, or none";
    if (expected.answer && expected.answer != outcome.answer) return "it says another answer";
    if (auto wrong = counter(expected.users, "users", &CounterPair::users)) return wrong;
    return counter(expected.count, "count", &CounterPair::count);
}

void print_head(std::ostream& out) {
    out << " line  " << std::left << std::setw(48) << "operation" << std::right << std::setw(12)
        << "users" << std::setw(12) << "count"
        << "  what came out\n";
}

void print_step(std::ostream& out, const TraceLine& line, const Differential::StepResult& step) {
    out << std::right << std::setw(5) << line.number << "  " << std::left << std::setw(48)
        << to_text(line.operation) << std::right;
    if (const auto& counters = step.outcome.counters) {
        out << std::setw(12) << counters->users << std::setw(12) << counters->count;
    } else {
        out << std::setw(12) << "-" << std::setw(12) << "-";
    }
    Outcome rest = step.outcome;
    rest.counters.reset();
    out << "  " << to_text(rest) << "\n";
    std::istringstream report(step.report);
    for (std::string text; std::getline(report, text);) out << "       | " << text << "\n";
}

[[nodiscard]] std::string at(const char* file, const TraceLine& line) {
    return std::string(file) + ":" + std::to_string(line.number) + ": ";
}

[[nodiscard]] TraceVerdict broken(Tally& tally, spec::Clause clause, const std::string& text) {
    tally.broke(clause);
    return {TraceVerdict::Kind::broken,
            "broken: " + std::string(spec::text(clause).id) + ": " + text};
}

}  // namespace

TraceVerdict run_trace(const Trace& trace, const char* file, SystemUnderTest& system, Stage& stage,
                       Tally& tally, std::ostream* steps) {
    Differential both(tally, system, &stage);
    if (steps != nullptr) print_head(*steps);
    for (const TraceLine& line : trace.lines) {
        if (const auto cause = both.model().impossible(line.operation)) {
            return {TraceVerdict::Kind::impossible,
                    at(file, line) + to_text(line.operation) + ": " + std::string(*cause)};
        }
        const auto step = both.step(line.operation, {file, line.number});
        if (steps != nullptr) print_step(*steps, line, step);
        if (step.disagreement) {
            std::string text = at(file, line) + step.disagreement->text;
            // What the operations that are still stopped do then is often the worse half.
            if (const auto worse = both.aftermath()) {
                tally.broke(worse->clause);
                text +=
                    "; broken: " + std::string(spec::text(worse->clause).id) + ": " + worse->text;
            }
            return broken(tally, step.disagreement->clause, text);
        }
        if (!line.expected) continue;
        if (const auto wrong = differs(*line.expected, step.outcome)) {
            const auto subject = both.model().subject(line.operation);
            if (subject && both.model().is_busy(*subject)) {
                // The model says nothing of the words while an operation is stopped: the trace
                // does.
                return broken(tally, spec::Clause::count_word, at(file, line) + *wrong);
            }
            return {TraceVerdict::Kind::impossible,
                    at(file, line) +
                        "the trace does not say what model and library agree on: " + *wrong};
        }
    }
    for (std::uint8_t thread = 1; thread <= threads; ++thread) {
        if (both.model().atomic_depth(thread) == 0) continue;
        const std::string leave = to_text({.kind = Kind::atomic_context_leave, .thread = thread});
        return {TraceVerdict::Kind::impossible,
                std::string(file) + ": at the end a thread is in an atomic context; add '" + leave +
                    "'"};
    }
    if (both.model().has_queued()) {
        if (const auto found = both.step({.kind = Kind::flush_mmput_async}).disagreement) {
            return broken(tally, found->clause, std::string(file) + ": at the end " + found->text);
        }
    }
    if (both.unfreed() != trace.leaks) {
        std::string names;
        for (const MmName name : both.unfreed()) {
            names += " " + std::string(mm_name_texts[static_cast<std::size_t>(name)]);
        }
        return {TraceVerdict::Kind::impossible,
                std::string(file) + ": at the end " +
                    (names.empty()
                         ? "every mm is freed, but the trace ends in 'leak'"
                         : "these are not freed:" + names +
                               "; give their references up, or end with 'leak" + names + "'")};
    }
    if (trace.leaks.empty()) tally.held(spec::Clause::liveness_freed);
    return {TraceVerdict::Kind::held,
            "held, " + std::to_string(trace.lines.size()) + " operations as expected"};
}

}  // namespace mm::proptests
