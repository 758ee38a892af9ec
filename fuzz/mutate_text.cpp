#include "mutate_text.hpp"

#include <array>
#include <random>
#include <vector>

#include "operations/operation.hpp"

namespace mm::fuzz {

namespace {

using proptests::Kind;

class TextChange {
 public:
    explicit TextChange(std::uint32_t seed) : random_(seed) {}

    [[nodiscard]] std::string changed(std::string_view text) {
        std::vector<std::string> lines = lines_of(text);
        for (std::size_t left = 1 + below(most_changes); left != 0; --left) change(lines);
        std::string joined;
        for (const std::string& each : lines) joined += each + "\n";
        return joined;
    }

 private:
    static constexpr std::size_t most_changes = 8;
    /// Shorter texts are made longer.
    static constexpr std::size_t short_text = 20;

    void change(std::vector<std::string>& lines) {
        const std::size_t at = below(lines.size() + 1);
        const std::size_t change = below(lines.size() < short_text ? 12 : 6);
        if (change > 2 && change < 6 && at != lines.size()) {
            if (change == 3) {
                lines.erase(lines.begin() + static_cast<std::ptrdiff_t>(at));
            } else if (change == 4) {
                lines.push_back(lines[at]);
            } else if (at + 1 != lines.size()) {
                lines[at] += lines[at + 1];
            }
        } else {
            lines.insert(lines.begin() + static_cast<std::ptrdiff_t>(at), line());
        }
    }

    [[nodiscard]] std::size_t below(std::size_t bound) { return (random_() >> 4) % bound; }
    [[nodiscard]] bool rarely() { return below(8) == 0; }

    [[nodiscard]] static std::vector<std::string> lines_of(std::string_view text) {
        std::vector<std::string> lines;
        while (!text.empty()) {
            const std::size_t end = text.find('\n');
            lines.emplace_back(text.substr(0, end));
            text = end == std::string_view::npos ? std::string_view{} : text.substr(end + 1);
        }
        return lines;
    }

    /// Small, at the limit, or more than fits.
    [[nodiscard]] std::string number() {
        if (!rarely()) return std::to_string(below(4));
        constexpr std::array<std::string_view, 4> numbers{"2147483646", "18446744073709551615",
                                                          "18446744073709551616", "-1"};
        return std::string(numbers[below(numbers.size())]);
    }
    [[nodiscard]] std::string mm() {
        return std::string(proptests::mm_name_texts[below(proptests::mm_name_texts.size())]);
    }
    [[nodiscard]] std::string aref() {
        return proptests::aref_kind_letters[below(proptests::aref_kind_letters.size())] +
               std::to_string(below(proptests::aref_names + 1));
    }

    [[nodiscard]] std::string line() {
        if (rarely()) return "leak " + mm();
        const auto kind = static_cast<Kind>(below(spec::operations.size()));
        std::string text = "T" + std::to_string(1 + below(proptests::threads)) + " ";
        text += spec::text(kind).name;
        if (proptests::names_mm(kind)) text += " " + mm();
        if (proptests::names_aref(kind)) text += " " + aref();
        if (proptests::names_into(kind)) text += " " + aref();
        if (kind == Kind::mm_alloc || rarely()) text += argument();
        if (rarely()) {
            text += " before ";
            text += proptests::stop_texts[below(proptests::stop_texts.size())];
        }
        if (below(3) == 0) text += " -> " + outcome();
        if (below(3) == 0) text += ", " + outcome();
        return text;
    }

    [[nodiscard]] std::string argument() {
        std::string text;
        if (below(2) == 0) text += " users=" + number();
        if (below(2) == 0) text += " grabs=" + number();
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

    std::minstd_rand random_;
};

}  // namespace

std::string mutate_text(std::string_view text, std::size_t room, std::uint32_t seed) {
    return TextChange(seed).changed(text).substr(0, room);
}

}  // namespace mm::fuzz
