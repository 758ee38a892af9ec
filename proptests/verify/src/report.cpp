#include "report.hpp"

#include <string_view>

#include "words.hpp"

namespace mm::verify {
namespace {

constexpr std::string_view indent = "     ";

struct VerdictText {
    std::string_view text;
    Colour colour;
};

[[nodiscard]] VerdictText in_words(Verdict verdict) {
    switch (verdict) {
        case Verdict::held:
            return {"held", Colour::green};
        case Verdict::violation:
            return {"VIOLATION", Colour::red};
        case Verdict::input:
            return {"bad input", Colour::red};
        case Verdict::environment:
        case Verdict::forbidden:
            return {"not run", Colour::yellow};
        case Verdict::interrupted:
            break;
    }
    return {"interrupted", Colour::yellow};
}

/// Below the line of the step that it belongs to.
[[nodiscard]] std::string below(std::string_view before, std::string_view text) {
    return std::string(indent).append(before).append(text);
}

}  // namespace

std::string Report::number(std::size_t step) const {
    return std::to_string(step + 1) + "/" + std::to_string(steps_.size());
}

void Report::ended(std::size_t index, const Ending& ending) {
    const Step& step = steps_[index];
    const Result& result = results_.emplace_back(judge(step, ending));
    const VerdictText verdict = in_words(result.verdict);
    screen_.line(number(index) + "  " + left_aligned(step.title, 23) +
                 screen_.paint(verdict.colour, left_aligned(verdict.text, 12)) +
                 left_aligned(time_taken(result.time), 9) +
                 (result.verdict == Verdict::held ? result.amount : result.reason));

    for (const std::string& reason : result.not_run) screen_.line(below("not run: ", reason));
    for (const std::string& line : result.excerpt) screen_.line(below("| ", line));
    for (const std::string& line : result.kept) screen_.line(below("", line));
    if (result.verdict != Verdict::held) screen_.line(below("log: ", step.log.string()));
}

void Report::running(const std::vector<Progress>& progress) {
    if (progress.empty()) return;
    std::string text;
    for (const Progress& one : progress) {
        const Step& step = steps_[one.step];
        if (!text.empty()) text += "   ";
        text.append(number(one.step)).append("  ").append(step.title);
        text.append(" ").append(time_taken(one.time));
        if (step.budget.count() == 0) continue;
        text.append(" of ").append(std::to_string(step.budget.count())).append(" s");
    }
    const std::string& said = progress.front().transcript->last_line();
    screen_.live(text + (said.empty() ? "" : "   " + said));
}

}  // namespace mm::verify
