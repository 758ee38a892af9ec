#include "table.hpp"

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "mm/spec/clauses.hpp"
#include "mm/spec/matrix.hpp"
#include "words.hpp"

namespace mm::verify {
namespace {

constexpr std::size_t state_width = 13;
constexpr std::size_t layer_width = 9;

[[nodiscard]] constexpr std::size_t longest_id() noexcept {
    std::size_t width = 0;
    for (const spec::ClauseText& clause : spec::clauses) width = std::max(width, clause.id.size());
    return width;
}
constexpr std::size_t id_width = longest_id() + 2;
static_assert(id_width + state_width + layer_width * layer_names.size() <= 100);

/// Is there a wrong variant that makes the layer fail under the clause?
[[nodiscard]] bool is_shown(std::size_t clause, std::string_view layer) noexcept {
    const std::string_view id = spec::clauses[clause].id;
    const auto* const row = std::ranges::find(spec::shown_layers, id, &spec::ShownLayers::id);
    return row != spec::shown_layers.end() && has_word(row->layers, layer);
}

[[nodiscard]] std::string cell(const Screen& screen, std::size_t clause, Layer layer,
                               const Tally& tally, const LayerSet& not_run) {
    if (tally.is_broken(clause, layer)) {
        return screen.paint(Colour::red, right_aligned("broken", layer_width));
    }
    const std::uint64_t times = tally.exercised(clause, layer);
    if (times != 0) {
        const std::string mark = is_shown(clause, name(layer)) ? "" : "*";
        return right_aligned(mark + amount(times), layer_width);
    }
    if (!names(clause, layer)) return right_aligned("-", layer_width);
    const bool skipped = not_run.test(position(layer));
    return screen.paint(Colour::yellow, right_aligned(skipped ? "not run" : "0", layer_width));
}

/// Which layer shows a clause that no run can show.
[[nodiscard]] std::string shown_by(std::size_t clause, const Tally& tally,
                                   const LayerSet& not_run) {
    std::string text;
    for (const std::string_view word : split(spec::clauses[clause].layers)) {
        text += "; " + std::string(word) + ": ";
        const std::optional<Layer> layer = layer_named(word);
        if (!layer) {
            text += word == "types" ? "the compiler" : "./mmspec test";
            if (!is_shown(clause, word)) text += "*";
        } else if (not_run.test(position(*layer))) {
            text += "not run";
        } else if (*layer == Layer::proof) {
            text += counted(tally.exercised(clause, *layer), "obligation");
        } else if (*layer == Layer::model) {
            text += counted(tally.exercised(clause, *layer), "state");
        } else {
            text += counted(tally.exercised(clause, *layer), "time");
        }
    }
    return text;
}

[[nodiscard]] std::string row(const Screen& screen, std::size_t clause, const Tally& tally,
                              const LayerSet& not_run) {
    std::string line = left_aligned(spec::clauses[clause].id, id_width);
    switch (state_of(clause, tally)) {
        case State::not_observable:
            return line + "not observable at run time" + shown_by(clause, tally, not_run);
        case State::stated_only:
            return line + "stated only; no layer checks it";
        case State::held:
            line += screen.paint(Colour::green, left_aligned("held", state_width));
            break;
        case State::broken:
            line += screen.paint(Colour::red, left_aligned("broken", state_width));
            break;
        case State::not_exercised:
            line += screen.paint(Colour::yellow, left_aligned("not exercised", state_width));
            break;
    }
    for (const Layer layer : layers) line += cell(screen, clause, layer, tally, not_run);
    return line;
}

}  // namespace

State state_of(std::size_t clause, const Tally& tally) noexcept {
    const spec::ClauseText& text = spec::clauses[clause];
    if (tally.is_broken(clause)) return State::broken;
    if (text.layers == "none") return State::stated_only;
    if (!text.observable) return State::not_observable;
    return tally.exercised(clause) == 0 ? State::not_exercised : State::held;
}

bool names(std::size_t clause, Layer layer) noexcept {
    return has_word(spec::clauses[clause].layers, name(layer));
}

bool only_by(std::size_t clause, const LayerSet& not_run) noexcept {
    bool any = false;
    for (const Layer layer : layers) {
        if (!names(clause, layer)) continue;
        if (!not_run.test(position(layer))) return false;
        any = true;
    }
    return any;
}

void print_table(Screen& screen, const Tally& tally, const LayerSet& not_run) {
    std::string head = left_aligned("clause", id_width) + left_aligned("state", state_width);
    for (const Layer layer : layers) head += right_aligned(name(layer), layer_width);
    screen.line(screen.paint(Colour::bold, head));
    for (std::size_t clause = 0; clause != spec::clauses.size(); ++clause) {
        screen.line(row(screen, clause, tally, not_run));
    }
    screen.line(
        "Numbers: how often exercised; 0: the clause names the layer, which did not; -: not "
        "named.");
    screen.line(
        "*: no wrong variant shows that the layer would fail under this clause; see "
        "spec/matrix.md.");
}

}  // namespace mm::verify
