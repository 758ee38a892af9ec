#include "operations/trace_text.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <iterator>
#include <sstream>

namespace mm::proptests {

using spec::Operands;

namespace {

[[nodiscard]] bool is_blank(char letter) {
    return letter == ' ' || letter == '\t' || letter == '\r';
}

[[nodiscard]] std::vector<std::string_view> words_of(std::string_view text) {
    std::vector<std::string_view> words;
    while (!text.empty()) {
        const auto start = std::find_if_not(text.begin(), text.end(), is_blank);
        const auto end = std::find_if(start, text.end(), is_blank);
        if (start != end) words.emplace_back(start, end);
        text = std::string_view(end, text.end());
    }
    return words;
}

/// One line, which knows its number when something is wrong with it.
class LineParser {
 public:
    LineParser(std::uint32_t number, std::string_view text) : number_(number) {
        const std::size_t arrow = text.find("->");
        words_ = words_of(text.substr(0, arrow));
        if (arrow != std::string_view::npos) outcomes_ = text.substr(arrow + 2);
        has_arrow_ = arrow != std::string_view::npos;
    }

    [[nodiscard]] bool is_leak() const { return !words_.empty() && words_[0] == "leak"; }

    [[nodiscard]] std::vector<MmName> leaks() const {
        std::vector<MmName> names;
        for (std::size_t word = 1; word != words_.size(); ++word) {
            names.push_back(mm_name(words_[word]));
            if (!can_be_made(names.back())) fail("only a to d can leak");
        }
        if (names.empty()) fail("leak names the mms that are not freed at the end");
        if (has_arrow_) fail("leak has no outcome");
        return names;
    }

    [[nodiscard]] TraceLine operation() {
        TraceLine line;
        line.number = number_;
        line.operation.thread = thread(next("a thread, T1 to T4"));
        line.operation.kind = kind(next("the name of an operation"));
        operands(line.operation);
        while (position_ != words_.size()) option(line.operation);
        if (has_arrow_) line.expected = expectation();
        return line;
    }

 private:
    [[noreturn]] void fail(const std::string& cause) const { throw ParseError(number_, cause); }

    [[nodiscard]] std::string_view next(const std::string& expected) {
        if (position_ == words_.size()) fail("expected " + expected + " at the end of the line");
        return words_[position_++];
    }

    [[nodiscard]] std::uint8_t thread(std::string_view word) const {
        if (word.size() == 2 && word[0] == 'T' && word[1] >= '1' && word[1] <= '4') {
            return static_cast<std::uint8_t>(word[1] - '0');
        }
        fail("expected a thread, T1 to T4, not '" + std::string(word) + "'");
    }

    [[nodiscard]] Kind kind(std::string_view word) const {
        const auto found = std::find_if(spec::operations.begin(), spec::operations.end(),
                                        [&](const auto& text) { return text.name == word; });
        if (found == spec::operations.end()) {
            fail("there is no operation '" + std::string(word) +
                 "'; spec/operations.md lists them");
        }
        return static_cast<Kind>(std::distance(spec::operations.begin(), found));
    }

    [[nodiscard]] MmName mm_name(std::string_view word) const {
        const auto found = std::find(mm_name_texts.begin(), mm_name_texts.end(), word);
        if (found == mm_name_texts.end()) {
            fail("expected an mm (a to d, null, wild, foreign or inside), not '" +
                 std::string(word) + "'");
        }
        return static_cast<MmName>(std::distance(mm_name_texts.begin(), found));
    }

    [[nodiscard]] ARefName aref_name(std::string_view word) const {
        const auto letter =
            word.empty() ? aref_kind_letters.end()
                         : std::find(aref_kind_letters.begin(), aref_kind_letters.end(), word[0]);
        if (letter != aref_kind_letters.end() && word.size() == 2 && word[1] >= '0' &&
            word[1] <= '7') {
            return {static_cast<ARefKind>(std::distance(aref_kind_letters.begin(), letter)),
                    static_cast<std::uint8_t>(word[1] - '0')};
        }
        fail("expected an ARef (g0 to g7, u0 to u7 or q0 to q7), not '" + std::string(word) + "'");
    }

    void operands(Operation& operation) {
        switch (spec::text(operation.kind).operands) {
            case Operands::none:
                break;
            case Operands::mm:
                operation.mm = mm_name(next("an mm"));
                break;
            case Operands::mm_into_user:
            case Operands::mm_into_aref:
                operation.mm = mm_name(next("an mm"));
                operation.into = aref_name(next("the ARef that is to hold the result"));
                break;
            case Operands::aref:
                operation.aref = aref_name(next("an ARef"));
                break;
            case Operands::aref_into_aref:
            case Operands::user_into_async:
                operation.aref = aref_name(next("an ARef"));
                operation.into = aref_name(next("the ARef that is to hold the result"));
                break;
        }
    }

    void option(Operation& operation) {
        const std::string_view word = next("an argument");
        if (word == "before") {
            const std::string_view step = next(
                "a step: fetch_add, fetch_sub, compare_exchange, exchange "
                "or teardown");
            const auto found = std::find(stop_texts.begin(), stop_texts.end(), step);
            if (found == stop_texts.end()) fail("there is no step '" + std::string(step) + "'");
            operation.before = static_cast<Stop>(std::distance(stop_texts.begin(), found));
            return;
        }
        const std::size_t equals = word.find('=');
        const std::string_view key = word.substr(0, equals);
        if (operation.kind != Kind::mm_alloc || equals == std::string_view::npos ||
            (key != "users" && key != "grabs")) {
            fail("unexpected argument '" + std::string(word) + "'");
        }
        (key == "users" ? operation.users : operation.grabs) = number(word.substr(equals + 1));
    }

    [[nodiscard]] std::uint64_t number(std::string_view word) const {
        std::uint64_t value = 0;
        const auto [end, error] = std::from_chars(word.data(), word.data() + word.size(), value);
        if (error != std::errc{} || end != word.data() + word.size()) {
            fail("expected a number, not '" + std::string(word) + "'");
        }
        return value;
    }

    [[nodiscard]] spec::Clause clause(std::string_view word) const {
        const auto found = std::find_if(spec::clauses.begin(), spec::clauses.end(),
                                        [&](const auto& text) { return text.id == word; });
        if (found == spec::clauses.end()) {
            fail("there is no clause '" + std::string(word) + "'; spec/clauses.md lists them");
        }
        return static_cast<spec::Clause>(std::distance(spec::clauses.begin(), found));
    }

    [[nodiscard]] Expectation expectation() const {
        Expectation expected;
        std::string_view rest = outcomes_;
        for (bool more = true; more;) {
            const std::size_t comma = rest.find(',');
            outcome(words_of(rest.substr(0, comma)), expected);
            more = comma != std::string_view::npos;
            if (more) rest = rest.substr(comma + 1);
        }
        return expected;
    }

    void outcome(const std::vector<std::string_view>& words, Expectation& expected) const {
        const auto is = [&](std::string_view name, std::size_t size) {
            return words.size() == size && words[0] == name;
        };
        if (is("users", 2)) {
            expected.users = number(words[1]);
        } else if (is("count", 2)) {
            expected.count = number(words[1]);
        } else if (is("refused", 2)) {
            expected.refused = clause(words[1]);
        } else if (is("yes", 1) || is("no", 1)) {
            expected.answer = words[0] == "yes";
        } else if (is("queued", 1)) {
            expected.queued = true;
        } else if (is("teardown", 1)) {
            expected.teardown = true;
        } else if (is("free", 1)) {
            expected.freed = true;
        } else if (is("stopped", 1)) {
            expected.stopped = true;
        } else {
            fail(
                "behind the arrow stand outcomes, separated by commas: users N, count N, yes, no, "
                "queued, teardown, free, stopped, refused CLAUSE");
        }
    }

    std::uint32_t number_;
    std::vector<std::string_view> words_;
    std::size_t position_ = 0;
    std::string_view outcomes_;
    bool has_arrow_ = false;
};

[[nodiscard]] std::string to_text(ARefName name) {
    return aref_kind_letters[static_cast<std::size_t>(name.kind)] + std::to_string(name.index);
}

[[nodiscard]] std::string to_text(MmName name) {
    return std::string(mm_name_texts[static_cast<std::size_t>(name)]);
}

}  // namespace

Trace parse_trace(std::string_view text) {
    Trace trace;
    std::uint32_t number = 0;
    while (!text.empty()) {
        ++number;
        const std::size_t end = text.find('\n');
        const std::string_view whole = text.substr(0, end);
        text = end == std::string_view::npos ? std::string_view{} : text.substr(end + 1);
        const std::string_view line = whole.substr(0, whole.find('#'));
        if (std::all_of(line.begin(), line.end(), is_blank)) continue;
        LineParser parser(number, line);
        if (!trace.leaks.empty()) throw ParseError(number, "leak is the last line");
        if (parser.is_leak()) {
            trace.leaks = parser.leaks();
        } else {
            trace.lines.push_back(parser.operation());
        }
    }
    return trace;
}

std::string to_text(const Operation& operation) {
    std::string text = "T" + std::to_string(operation.thread) + " ";
    text += spec::text(operation.kind).name;
    switch (spec::text(operation.kind).operands) {
        case Operands::none:
            break;
        case Operands::mm:
            text += " " + to_text(operation.mm);
            break;
        case Operands::mm_into_user:
        case Operands::mm_into_aref:
            text += " " + to_text(operation.mm) + " " + to_text(operation.into);
            break;
        case Operands::aref:
            text += " " + to_text(operation.aref);
            break;
        case Operands::aref_into_aref:
        case Operands::user_into_async:
            text += " " + to_text(operation.aref) + " " + to_text(operation.into);
            break;
    }
    if (operation.kind == Kind::mm_alloc) {
        if (operation.users != 1) text += " users=" + std::to_string(operation.users);
        if (operation.grabs != 0) text += " grabs=" + std::to_string(operation.grabs);
    }
    if (operation.before) {
        text += " before ";
        text += stop_texts[static_cast<std::size_t>(*operation.before)];
    }
    return text;
}

std::string to_text(const Outcome& outcome) {
    std::string text;
    const auto add = [&](const std::string& part) { text += (text.empty() ? "" : ", ") + part; };
    if (outcome.refused) add("refused " + std::string(spec::text(*outcome.refused).id));
    if (outcome.answer && !outcome.refused) add(*outcome.answer ? "yes" : "no");
    if (outcome.stopped) add("stopped");
    if (outcome.counters) {
        add("users " + std::to_string(outcome.counters->users));
        add("count " + std::to_string(outcome.counters->count));
    }
    if (outcome.queued) add("queued");
    if (outcome.teardown) add("teardown");
    if (outcome.freed) add("free");
    return text;
}

std::string to_text(const std::vector<Operation>& operations,
                    const std::vector<Outcome>& outcomes) {
    std::ostringstream out;
    for (std::size_t number = 0; number != operations.size(); ++number) {
        out << to_text(operations[number]);
        const std::string outcome =
            number < outcomes.size() ? to_text(outcomes[number]) : std::string{};
        if (!outcome.empty()) out << " -> " << outcome;
        out << "\n";
    }
    return out.str();
}

}  // namespace mm::proptests
