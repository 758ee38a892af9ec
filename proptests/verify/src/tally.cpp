#include "tally.hpp"

#include <charconv>
#include <fstream>
#include <limits>
#include <optional>
#include <string>
#include <string_view>

#include "failure.hpp"

namespace mm::verify {
namespace {

/// Stays at the largest number rather than starting again at zero.
[[nodiscard]] constexpr std::uint64_t sum(std::uint64_t left, std::uint64_t right) noexcept {
    const std::uint64_t room = std::numeric_limits<std::uint64_t>::max() - left;
    return right > room ? std::numeric_limits<std::uint64_t>::max() : left + right;
}

[[nodiscard]] std::optional<std::size_t> clause_named(std::string_view id) noexcept {
    for (std::size_t clause = 0; clause != spec::clauses.size(); ++clause) {
        if (spec::clauses[clause].id == id) return clause;
    }
    return std::nullopt;
}

[[nodiscard]] std::optional<std::uint64_t> whole_number(std::string_view text) noexcept {
    std::uint64_t number = 0;
    const char* const end = text.data() + text.size();
    const auto [rest, error] = std::from_chars(text.data(), end, number);
    if (error != std::errc{} || rest != end) return std::nullopt;
    return number;
}

/// Why the line is no line of a tally; empty once it is added to `tally`.
[[nodiscard]] std::optional<std::string> add_line(Tally& tally, std::string_view line) {
    const std::size_t first = line.find('\t');
    const std::size_t second = first == line.npos ? line.npos : line.find('\t', first + 1);
    if (second == line.npos) {
        return "expected CLAUSE<TAB>LAYER<TAB>NUMBER, found '" + std::string(line) + "'";
    }
    const std::string_view id = line.substr(0, first);
    const std::string_view layer_text = line.substr(first + 1, second - first - 1);
    const std::string_view number_text = line.substr(second + 1);

    const std::optional<std::size_t> clause = clause_named(id);
    if (!clause) return "'" + std::string(id) + "' is no clause of spec/clauses.md";
    const std::optional<Layer> layer = layer_named(layer_text);
    if (!layer) return "'" + std::string(layer_text) + "' is no layer of verification";
    if (number_text == "broken") {
        tally.mark_broken(*clause, *layer);
        return std::nullopt;
    }
    const std::optional<std::uint64_t> number = whole_number(number_text);
    if (!number) return "'" + std::string(number_text) + "' is neither a number nor 'broken'";
    tally.exercise(*clause, *layer, *number);
    return std::nullopt;
}

}  // namespace

void Tally::exercise(std::size_t clause, Layer layer, std::uint64_t times) noexcept {
    Cell& cell = cells_[clause][position(layer)];
    cell.times = sum(cell.times, times);
}

void Tally::mark_broken(std::size_t clause, Layer layer) noexcept {
    cells_[clause][position(layer)].broken = true;
}

std::uint64_t Tally::exercised(std::size_t clause, Layer layer) const noexcept {
    return cells_[clause][position(layer)].times;
}

bool Tally::is_broken(std::size_t clause, Layer layer) const noexcept {
    return cells_[clause][position(layer)].broken;
}

std::uint64_t Tally::exercised(std::size_t clause) const noexcept {
    std::uint64_t times = 0;
    for (const Cell& cell : cells_[clause]) times = sum(times, cell.times);
    return times;
}

bool Tally::is_broken(std::size_t clause) const noexcept {
    for (const Cell& cell : cells_[clause]) {
        if (cell.broken) return true;
    }
    return false;
}

std::vector<std::size_t> Tally::broken() const {
    std::vector<std::size_t> found;
    for (std::size_t clause = 0; clause != cells_.size(); ++clause) {
        if (is_broken(clause)) found.push_back(clause);
    }
    return found;
}

Tally& Tally::operator+=(const Tally& other) noexcept {
    for (std::size_t clause = 0; clause != cells_.size(); ++clause) {
        for (const Layer layer : layers) {
            exercise(clause, layer, other.exercised(clause, layer));
            if (other.is_broken(clause, layer)) mark_broken(clause, layer);
        }
    }
    return *this;
}

Tally read_tally(const std::filesystem::path& file) {
    std::ifstream in(file, std::ios::binary);
    if (!in) throw Failure(ExitStatus::input, file.string() + ": the tally is missing");
    Tally tally;
    std::size_t number = 0;
    for (std::string line; std::getline(in, line);) {
        ++number;
        const std::string place = file.string() + ":" + std::to_string(number) + ": ";
        // A number that was cut off in writing would still be a number.
        if (in.eof()) throw Failure(ExitStatus::input, place + "the last line has no end");
        if (const std::optional<std::string> cause = add_line(tally, line)) {
            throw Failure(ExitStatus::input, place + *cause);
        }
    }
    if (number == 0) throw Failure(ExitStatus::input, file.string() + ": the tally is empty");
    return tally;
}

}  // namespace mm::verify
