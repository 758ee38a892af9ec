#include "closing.hpp"

#include <algorithm>
#include <array>
#include <string_view>

#include "mm/spec/clauses.hpp"
#include "table.hpp"
#include "words.hpp"

namespace mm::verify {
namespace {

/// The clauses by what is known of them.
struct Sorted {
    std::size_t held = 0;
    std::size_t not_observable = 0;
    std::size_t stated_only = 0;
    std::vector<std::string> broken;
    std::vector<std::string> not_exercised;
    /// Not exercised because the only layers that could were not run.
    std::vector<std::string> excused;
};

[[nodiscard]] std::string with_breaking_layers(std::size_t clause, const Tally& tally) {
    std::vector<std::string> breaking;
    for (const Layer layer : layers) {
        if (tally.is_broken(clause, layer)) breaking.emplace_back(name(layer));
    }
    return std::string(spec::clauses[clause].id) + " (" + listed(breaking) + ")";
}

[[nodiscard]] Sorted sort(const Tally& tally, const LayerSet& not_run) {
    Sorted sorted;
    for (std::size_t clause = 0; clause != spec::clauses.size(); ++clause) {
        switch (state_of(clause, tally)) {
            case State::held:
                ++sorted.held;
                break;
            case State::not_observable:
                ++sorted.not_observable;
                break;
            case State::stated_only:
                ++sorted.stated_only;
                break;
            case State::broken:
                sorted.broken.push_back(with_breaking_layers(clause, tally));
                break;
            case State::not_exercised:
                (only_by(clause, not_run) ? sorted.excused : sorted.not_exercised)
                    .emplace_back(spec::clauses[clause].id);
                break;
        }
    }
    return sorted;
}

/// The clauses as the subject of a sentence; of many only the first, since the table has them all.
[[nodiscard]] std::string was_were(std::vector<std::string> clauses) {
    const bool one = clauses.size() == 1;
    constexpr std::size_t most = 4;
    if (clauses.size() > most) {
        const std::string more = std::to_string(clauses.size() - most + 1) + " more";
        clauses.resize(most - 1);
        clauses.push_back(more);
    }
    return listed(clauses) + (one ? " was" : " were");
}

[[nodiscard]] std::string counts(const Sorted& sorted) {
    std::string text = std::to_string(sorted.held) + " held, " +
                       std::to_string(sorted.not_observable) + " not observable at run time";
    if (sorted.stated_only != 0) text += ", " + std::to_string(sorted.stated_only) + " stated only";
    return text;
}

/// The parts of a sentence about steps with one verdict.
class StepParts {
 public:
    StepParts(const std::vector<Step>& steps, const std::vector<Result>& results)
        : steps_(steps), results_(results) {}

    [[nodiscard]] bool any(Verdict verdict) const {
        return std::any_of(results_.begin(), results_.end(),
                           [&](const Result& result) { return result.verdict == verdict; });
    }

    [[nodiscard]] std::vector<std::string> reasons(Verdict verdict) const {
        std::vector<std::string> parts;
        for (std::size_t step = 0; step != results_.size(); ++step) {
            const Result& result = results_[step];
            // The clauses that a tally names are told by id.
            if (result.verdict != verdict || !result.tally.broken().empty()) continue;
            parts.push_back(std::string(steps_[step].title) + ": " + result.reason + " (log " +
                            steps_[step].log.string() + ")");
        }
        return parts;
    }

    /// What was not run and why, to follow the rest of the sentence.
    [[nodiscard]] std::string not_run() const {
        std::string text;
        for (std::size_t step = 0; step != results_.size(); ++step) {
            const Result& result = results_[step];
            const std::string title(steps_[step].title);
            if (result.verdict == Verdict::forbidden) {
                text += "; the " + title + " was not run: " + result.reason;
            } else if (!result.not_run.empty()) {
                text += "; part of the " + title +
                        " was not run: " + std::string(without_stop(result.not_run.front()));
                if (result.not_run.size() > 1) {
                    text += " (and " + std::to_string(result.not_run.size() - 1) + " more)";
                }
            }
        }
        return text;
    }

    /// How to see the violation again.
    [[nodiscard]] std::string replay() const {
        for (const Result& result : results_) {
            if (result.verdict != Verdict::violation) continue;
            for (const std::string& line : result.kept) {
                if (line.starts_with("replay:")) return "; " + line;
            }
        }
        for (std::size_t step = 0; step != results_.size(); ++step) {
            if (results_[step].verdict != Verdict::violation) continue;
            return "; nothing to replay was saved, see " + steps_[step].log.string();
        }
        return {};
    }

 private:
    const std::vector<Step>& steps_;
    const std::vector<Result>& results_;
};

[[nodiscard]] ExitStatus status_of(const Sorted& sorted, const StepParts& parts, bool interrupted) {
    if (interrupted || parts.any(Verdict::interrupted)) return ExitStatus::interrupted;
    // A violation is certain whatever else went wrong.
    if (parts.any(Verdict::violation) || !sorted.broken.empty()) return ExitStatus::violation;
    if (parts.any(Verdict::input)) return ExitStatus::input;
    if (parts.any(Verdict::environment)) return ExitStatus::environment;
    return sorted.not_exercised.empty() ? ExitStatus::held : ExitStatus::violation;
}

[[nodiscard]] std::string violation(const Sorted& sorted, const StepParts& parts) {
    std::vector<std::string> found = parts.reasons(Verdict::violation);
    if (!sorted.broken.empty()) {
        found.insert(found.begin(), listed(sorted.broken) +
                                        (sorted.broken.size() == 1 ? " is" : " are") + " broken");
    }
    return listed(found);
}

[[nodiscard]] std::string unshown(const Sorted& sorted) {
    std::string text;
    if (!sorted.not_exercised.empty()) {
        text += "; " + was_were(sorted.not_exercised) + " not exercised, which is not 'held'";
    }
    if (!sorted.excused.empty()) {
        text += "; " + was_were(sorted.excused) + " exercised by nothing that could run";
    }
    return text;
}

}  // namespace

Tally total(const std::vector<Result>& results) {
    Tally sum;
    for (const Result& result : results) sum += result.tally;
    return sum;
}

LayerSet layers_not_run(const std::vector<Step>& steps, const std::vector<Result>& results) {
    LayerSet set;
    for (std::size_t step = 0; step != steps.size(); ++step) {
        const bool ran = step < results.size() && results[step].verdict != Verdict::forbidden &&
                         results[step].verdict != Verdict::environment &&
                         results[step].verdict != Verdict::interrupted;
        if (!ran) set.set(position(steps[step].layer));
    }
    return set;
}

Closing close(const std::vector<Step>& steps, const std::vector<Result>& results,
              bool interrupted) {
    const Sorted sorted = sort(total(results), layers_not_run(steps, results));
    const StepParts parts(steps, results);
    const ExitStatus status = status_of(sorted, parts, interrupted);
    const bool violated = parts.any(Verdict::violation) || !sorted.broken.empty();
    const std::string rest = unshown(sorted) + parts.not_run() + ".";

    switch (status) {
        case ExitStatus::interrupted: {
            const auto ended = std::count_if(
                results.begin(), results.end(),
                [](const Result& result) { return result.verdict != Verdict::interrupted; });
            return {status, "Interrupted: " + std::to_string(ended) + " of " +
                                std::to_string(steps.size()) + " steps had ended" +
                                (violated ? "; " + violation(sorted, parts) + parts.replay() : "") +
                                "; run again for the rest."};
        }
        case ExitStatus::violation:
            if (violated) {
                return {status, "mmspec does not keep its clauses: " + violation(sorted, parts) +
                                    parts.replay() + rest};
            }
            return {status, "Not every clause is shown to hold: " + counts(sorted) + rest};
        case ExitStatus::input:
            return {status,
                    "The check itself went wrong: " + listed(parts.reasons(Verdict::input)) + "; " +
                        counts(sorted) + " by the rest" + rest};
        case ExitStatus::environment:
            return {status,
                    "Not everything could run: " + listed(parts.reasons(Verdict::environment)) +
                        "; " + counts(sorted) + " by the rest" + rest};
        case ExitStatus::held:
            break;
    }
    return {status, "mmspec keeps its clauses: " + counts(sorted) + rest};
}

}  // namespace mm::verify
