#include "judge.hpp"

#include <sys/wait.h>

#include <algorithm>
#include <charconv>
#include <csignal>
#include <filesystem>
#include <optional>

#include "failure.hpp"
#include "words.hpp"

namespace mm::verify {
namespace {

// How a shell reports what it called: a program that it could not run, or that a signal ended.
constexpr int cannot_execute = 126;
constexpr int not_found = 127;
constexpr int ended_by_signal = 128;

struct Conclusion {
    Verdict verdict;
    std::string reason;
};

/// What the step says it could not do: its own words, or else its last line.
[[nodiscard]] std::string own_words(const Transcript& transcript) {
    if (!transcript.not_run().empty()) {
        return std::string(without_stop(transcript.not_run().back()));
    }
    if (!transcript.last_line().empty()) return std::string(without_stop(transcript.last_line()));
    return "it gave no reason";
}

[[nodiscard]] Conclusion crashed(int signal) {
    const std::string hint = signal == SIGKILL ? ", perhaps for lack of memory" : "";
    return {Verdict::violation, "crashed with " + signal_name(signal) + hint};
}

[[nodiscard]] Conclusion conclude(const Step& step, int status, const Transcript& transcript) {
    switch (status) {
        case static_cast<int>(ExitStatus::held):
            return {Verdict::held, ""};
        case static_cast<int>(ExitStatus::violation):
            if (const auto rare = transcript.after("too rare: "); !rare.empty()) {
                return {Verdict::violation, "came across too little: " + std::string(rare)};
            }
            // A solver or a search that did not come to an end has refuted nothing.
            if (const auto cause = transcript.after("No answer: "); !cause.empty()) {
                return {Verdict::environment, "no answer: " + std::string(without_stop(cause))};
            }
            return {Verdict::violation, "found a violation"};
        case static_cast<int>(ExitStatus::input):
            return {Verdict::input, "could not read its input: " + own_words(transcript)};
        case static_cast<int>(ExitStatus::environment):
            return {step.may_be_forbidden ? Verdict::forbidden : Verdict::environment,
                    own_words(transcript)};
        case static_cast<int>(ExitStatus::interrupted):
            return {Verdict::interrupted, "was interrupted"};
        case cannot_execute:
        case not_found:
            return {Verdict::environment, "could not be started: " + own_words(transcript)};
        default:
            break;
    }
    if (status > ended_by_signal && status < ended_by_signal + SIGRTMIN) {
        return crashed(status - ended_by_signal);
    }
    return {Verdict::violation, "stopped with status " + std::to_string(status)};
}

[[nodiscard]] Conclusion conclude(const Step& step, const Ending& ending) {
    switch (ending.reason) {
        case Ending::Reason::interrupted:
        case Ending::Reason::not_started:
            return {Verdict::interrupted, "was interrupted"};
        case Ending::Reason::past_deadline:
            return {Verdict::violation, "hangs: ended after " + time_taken(ending.time)};
        case Ending::Reason::by_itself:
            break;
    }
    if (WIFSIGNALED(ending.status)) return crashed(WTERMSIG(ending.status));
    return conclude(step, WEXITSTATUS(ending.status), *ending.transcript);
}

[[nodiscard]] std::string clause_list(const std::vector<std::size_t>& clauses) {
    std::vector<std::string> ids;
    ids.reserve(clauses.size());
    for (const std::size_t clause : clauses) ids.emplace_back(spec::clauses[clause].id);
    return listed(ids);
}

/// Adds what the tally says. Only a step that did all its work must have left one.
void take_tally(const Step& step, Result& result) {
    std::error_code error;
    const bool exists = std::filesystem::exists(step.tally, error);
    if (!exists && result.verdict != Verdict::held) return;
    try {
        result.tally = read_tally(step.tally);
    } catch (const Failure& failure) {
        // A step that went wrong may have been stopped while it wrote, or have had nothing to
        // write.
        if (result.verdict == Verdict::violation || result.verdict == Verdict::environment) return;
        result.verdict = Verdict::input;
        result.reason = failure.what();
        return;
    }
    const std::vector<std::size_t> broken = result.tally.broken();
    if (broken.empty()) return;
    const bool is_are = broken.size() == 1;
    result.verdict = Verdict::violation;
    result.reason = clause_list(broken) + (is_are ? " is broken" : " are broken");
}

[[nodiscard]] std::string amount_done(const Step& step, const Transcript& transcript,
                                      const Tally& tally) {
    std::uint64_t units = step.units;
    const std::string_view stated =
        step.units_marker.empty() ? std::string_view{} : transcript.after(step.units_marker);
    std::from_chars(stated.data(), stated.data() + stated.size(), units);
    std::string text = units == 0 ? "" : counted(units, step.unit) + "; ";

    std::uint64_t clauses = 0;
    std::uint64_t times = 0;
    for (std::size_t clause = 0; clause != spec::clauses.size(); ++clause) {
        if (tally.exercised(clause) == 0) continue;
        ++clauses;
        times += tally.exercised(clause);
    }
    return text + counted(clauses, "clause") + " exercised " + counted(times, "time");
}

/// How to run the input again that stopped a libFuzzer target which could not say so itself.
void add_fuzzer_replay(const Step& step, const Transcript& transcript, Result& result) {
    const std::string_view artifact = transcript.after("Test unit written to ");
    const bool said = std::any_of(result.kept.begin(), result.kept.end(),
                                  [](const auto& line) { return line.starts_with("replay:"); });
    if (artifact.empty() || said) return;
    result.kept.push_back("replay: " + shell_word(step.command.front()) + " " +
                          shell_word(artifact));
}

}  // namespace

Result judge(const Step& step, const Ending& ending) {
    Result result;
    const Conclusion conclusion = conclude(step, ending);
    result.verdict = conclusion.verdict;
    result.reason = conclusion.reason;
    result.time = ending.time;
    if (!ending.transcript) return result;

    const Transcript& transcript = *ending.transcript;
    result.kept = transcript.kept();
    if (result.verdict == Verdict::interrupted) return result;
    take_tally(step, result);
    result.amount = amount_done(step, transcript, result.tally);
    if (result.verdict == Verdict::held) {
        result.not_run = transcript.not_run();
    } else {
        result.excerpt = transcript.excerpt();
    }
    if (result.verdict == Verdict::violation) add_fuzzer_replay(step, transcript, result);
    return result;
}

}  // namespace mm::verify
