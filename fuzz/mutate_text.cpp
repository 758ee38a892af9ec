#include "mutate_text.hpp"

#include <algorithm>
#include <array>
#include <random>
#include <utility>
#include <vector>

#include "operations/operation.hpp"

namespace mm::fuzz {

namespace {

using proptests::Kind;

using Lines = std::vector<std::string>;

constexpr std::size_t most_line_changes = 4;
constexpr std::size_t most_new_lines = 4;
/// Shorter texts are made longer more often than not.
constexpr std::size_t short_text = 36;

[[nodiscard]] Lines lines_of(std::string_view text) {
    Lines lines;
    while (!text.empty()) {
        const std::size_t end = text.find('\n');
        lines.emplace_back(text.substr(0, end));
        text = end == std::string_view::npos ? std::string_view{} : text.substr(end + 1);
    }
    return lines;
}

/// As many lines from the start as have room.
[[nodiscard]] std::string joined(const Lines& lines, std::size_t room) {
    std::string text;
    for (const std::string& each : lines) {
        if (!text.empty() && text.size() + each.size() + 1 > room) break;
        text += each + "\n";
    }
    return text.substr(0, room);
}

class TextChange {
 public:
    TextChange(std::string_view text, std::uint32_t seed) : lines_(lines_of(text)), random_(seed) {
        if (lines_.empty() || !lines_.back().starts_with("leak")) return;
        leaks_ = std::move(lines_.back());
        lines_.pop_back();
    }

    [[nodiscard]] Lines changed(std::size_t refused) {
        if (refused != 0 && !one_in(8)) mend(refused - 1);
        for (std::size_t left = 1 + below(most_line_changes); left != 0; --left) change();
        if (one_in(16)) leaks_ = one_in(2) ? "leak " + made() : "";
        if (!leaks_.empty()) lines_.push_back(leaks_);
        return std::move(lines_);
    }

    [[nodiscard]] Lines crossed(const Lines& other) {
        if (!lines_.empty()) lines_.resize(1 + below(lines_.size()));
        const std::size_t from = below(other.size() + 1);
        lines_.insert(lines_.end(), other.begin() + static_cast<std::ptrdiff_t>(from), other.end());
        return std::move(lines_);
    }

 private:
    using Change = void (TextChange::*)();

    [[nodiscard]] std::size_t below(std::size_t bound) { return (random_() >> 4) % bound; }
    [[nodiscard]] bool one_in(std::size_t number) { return below(number) == 0; }
    template <typename Container>
    [[nodiscard]] std::string word_of(const Container& words) {
        return std::string(words[below(words.size())]);
    }

    /// After leaks that are not the last line it is the next that is refused.
    void mend(std::size_t refused) {
        const auto is_of_leaks = [](const std::string& line) { return line.starts_with("leak"); };
        if (std::erase_if(lines_, is_of_leaks) != 0) return;
        if (refused < lines_.size()) {
            lines_[refused] = line();
        } else {
            leaks_.clear();
        }
    }

    void change() {
        constexpr std::array<Change, 6> changes{&TextChange::insert, &TextChange::copy,
                                                &TextChange::drop,   &TextChange::drop,
                                                &TextChange::swap,   &TextChange::replace};
        constexpr std::size_t lengthening = 2;
        if (lines_.empty()) return insert();
        if (one_in(24)) return spoil();
        const bool is_short = lines_.size() < short_text && !one_in(3);
        (this->*changes[below(is_short ? lengthening : changes.size())])();
    }

    void insert() {
        const std::size_t most = lines_.size() < short_text / 2 ? short_text / 2 : most_new_lines;
        for (std::size_t left = 1 + below(most); left != 0; --left) {
            insert(below(lines_.size() + 1), line());
        }
    }
    void insert(std::size_t at, std::string line) {
        lines_.insert(lines_.begin() + static_cast<std::ptrdiff_t>(at), std::move(line));
    }
    void copy() { insert(below(lines_.size()), lines_[below(lines_.size())]); }
    void drop() {
        if (lines_.size() < 2) return;
        lines_.erase(lines_.begin() + static_cast<std::ptrdiff_t>(below(lines_.size())));
    }
    void swap() { std::swap(lines_[below(lines_.size())], lines_[below(lines_.size())]); }
    void replace() { lines_[below(lines_.size())] = line(); }

    void spoil() {
        constexpr std::array<std::string_view, 9> wrong{" users=-1",
                                                        " grabs=18446744073709551616",
                                                        " before lunch",
                                                        " -> users",
                                                        " ->",
                                                        " T5 resume",
                                                        " -> refused",
                                                        "leak null",
                                                        " u8"};
        std::string& line = lines_[below(lines_.size())];
        switch (below(4)) {
            case 0:
                line += word_of(wrong);
                break;
            case 1:
                line += lines_[below(lines_.size())];
                break;
            case 2:
                line.resize(below(line.size() + 1));
                break;
            default:
                insert(below(lines_.size()), "leak " + made());
                break;
        }
    }

    /// Small, or at a limit.
    [[nodiscard]] std::string number() {
        if (!one_in(8)) return std::to_string(below(4));
        constexpr std::array<std::string_view, 3> numbers{"2147483646", "2147483647",
                                                          "18446744073709551615"};
        return word_of(numbers);
    }
    [[nodiscard]] std::string mm() { return word_of(proptests::mm_name_texts); }
    /// One that can be made.
    [[nodiscard]] std::string made() {
        return std::string(proptests::mm_name_texts[below(proptests::mm_names)]);
    }
    [[nodiscard]] std::string aref() {
        return proptests::aref_kind_letters[below(proptests::aref_kind_letters.size())] +
               std::to_string(below(proptests::aref_names));
    }

    [[nodiscard]] std::string line() {
        if (one_in(32)) return one_in(2) ? "" : "# " + mm();
        const auto kind = static_cast<Kind>(below(spec::operations.size()));
        std::string text = "T" + std::to_string(1 + below(proptests::threads)) + " ";
        text += spec::text(kind).name;
        if (proptests::names_mm(kind)) text += " " + mm();
        if (proptests::names_aref(kind)) text += " " + aref();
        if (proptests::names_into(kind)) text += " " + aref();
        if (kind == Kind::mm_alloc) text += arguments();
        if (one_in(8)) text += " before " + word_of(proptests::stop_texts);
        if (one_in(3)) text += " -> " + outcome();
        while (text.find("->") != std::string::npos && one_in(3)) text += ", " + outcome();
        if (one_in(16)) text += " # " + mm();
        return text;
    }

    [[nodiscard]] std::string arguments() {
        std::string text;
        if (one_in(2)) text += " users=" + number();
        if (one_in(2)) text += " grabs=" + number();
        return text;
    }

    [[nodiscard]] std::string outcome() {
        constexpr std::array<std::string_view, 9> words{
            "users ", "count ", "yes", "no", "queued", "teardown", "free", "stopped", "refused "};
        const std::size_t word = below(words.size());
        std::string text(words[word]);
        if (word < 2) text += number();
        if (words[word] == "refused ") text += spec::clauses[below(spec::clauses.size())].id;
        return text;
    }

    Lines lines_;
    /// The last line, if it is one of leaks.
    std::string leaks_;
    std::minstd_rand random_;
};

}  // namespace

std::string mutate_text(std::string_view text, std::size_t refused, std::size_t room,
                        std::uint32_t seed) {
    return joined(TextChange(text, seed).changed(refused), room);
}

std::string cross_text(std::string_view one, std::string_view other, std::size_t room,
                       std::uint32_t seed) {
    return joined(TextChange(one, seed).crossed(lines_of(other)), room);
}

}  // namespace mm::fuzz
