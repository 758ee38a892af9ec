#include "concurrent/timeline.hpp"

#include <algorithm>
#include <cstddef>
#include <iomanip>
#include <map>
#include <sstream>
#include <string_view>
#include <vector>

#include "operations/trace_text.hpp"

namespace mm::proptests {

namespace {

/// A happening with its place in the picture: moments are numbered anew, so that none is empty.
struct Bar {
    Position position;
    std::size_t from = 0;
    std::size_t to = 0;
};

[[nodiscard]] const Happening& at(const History& history, Position position) {
    return history.lanes[position.lane][position.index];
}

[[nodiscard]] std::string_view mm_text(MmName mm) {
    return mm_name_texts[static_cast<std::size_t>(mm)];
}

[[nodiscard]] std::string label(const History& history, Position position) {
    const Happening& happening = at(history, position);
    std::string name(mm_text(happening.mm));
    switch (happening.what) {
        case Happening::What::operation:
            return std::string(spec::text(happening.kind).name) + " " + name;
        case Happening::What::teardown_begins:
            return "teardown begins";
        case Happening::What::teardown_ends:
            return "teardown ends";
        case Happening::What::freed:
            return "free";
        case Happening::What::counters:
            return "counters " + name + ": " + std::to_string(happening.read.users) + ", " +
                   std::to_string(happening.read.count);
    }
    return name;
}

[[nodiscard]] std::string lane_name(const History& history, std::size_t lane) {
    if (lane < history.threads) return "T" + std::to_string(lane);
    return std::string(mm_name_texts[lane - history.threads]);
}

[[nodiscard]] std::vector<Bar> bars(const History& history) {
    std::map<Moment, std::size_t> moments;
    for (const Lane& lane : history.lanes) {
        for (const Happening& happening : lane) {
            moments[happening.begins] = 0;
            moments[happening.ends] = 0;
        }
    }
    std::size_t number = 0;
    for (auto& [moment, column] : moments) column = number++;
    std::vector<Bar> all;
    for (std::size_t lane = 0; lane != history.lanes.size(); ++lane) {
        for (std::size_t index = 0; index != history.lanes[lane].size(); ++index) {
            const Happening& happening = history.lanes[lane][index];
            all.push_back({{lane, index}, moments[happening.begins], moments[happening.ends]});
        }
    }
    std::sort(all.begin(), all.end(),
              [](const Bar& left, const Bar& right) { return left.from < right.from; });
    return all;
}

/// The place of a happening in the order, from 1; 0 if it has none.
[[nodiscard]] std::size_t place(const Linearization& found, Position position) {
    for (std::size_t index = 0; index != found.order.size(); ++index) {
        if (found.order[index].lane == position.lane &&
            found.order[index].index == position.index) {
            return index + 1;
        }
    }
    return 0;
}

[[nodiscard]] bool is_named(const History& history, MmName mm) {
    return std::any_of(history.lanes.begin(), history.lanes.end(), [mm](const Lane& lane) {
        return std::any_of(lane.begin(), lane.end(),
                           [mm](const Happening& happening) { return happening.mm == mm; });
    });
}

[[nodiscard]] std::string answer(const Happening& happening) {
    if (happening.what != Happening::What::operation) return "";
    if (!spec::text(happening.kind).answers) return "";
    return happening.answer ? "yes" : "no";
}

}  // namespace

std::string timeline_text(const History& history, const Linearization& found) {
    std::ostringstream out;
    const std::vector<Bar> all = bars(history);
    std::size_t width = 0;
    for (const Bar& bar : all) width = std::max(width, bar.to + 1);
    for (const Bar& bar : all) {
        std::string line(width, ' ');
        line[bar.from] = '|';
        if (bar.to != bar.from) {
            std::fill(line.begin() + static_cast<std::ptrdiff_t>(bar.from) + 1,
                      line.begin() + static_cast<std::ptrdiff_t>(bar.to), '=');
            line[bar.to] = '|';
        }
        out << std::left << std::setw(4) << lane_name(history, bar.position.lane) << std::setw(28)
            << label(history, bar.position) << line << " ";
        const std::size_t number = place(found, bar.position);
        out << std::right << std::setw(3) << (number == 0 ? "?" : std::to_string(number)) << "  "
            << answer(at(history, bar.position)) << "\n";
    }
    for (const std::string& stuck : found.stuck) out << "cannot come next: " << stuck << "\n";
    return out.str();
}

std::string timeline_svg(const History& history, const Linearization& found) {
    constexpr std::size_t column = 26;
    constexpr std::size_t row = 34;
    constexpr std::size_t margin = 50;
    const std::vector<Bar> all = bars(history);
    std::size_t columns = 1;
    for (const Bar& bar : all) columns = std::max(columns, bar.to + 1);
    std::ostringstream out;
    out << "<svg xmlns=\"http://www.w3.org/2000/svg\" font-family=\"DejaVu Sans, sans-serif\" "
           "font-size=\"9\" width=\""
        << margin + columns * column + margin << "\" height=\""
        << (history.lanes.size() + 1) * row + found.stuck.size() * 16 << "\">\n"
        << "<rect width=\"100%\" height=\"100%\" fill=\"white\"/>\n";
    for (std::size_t lane = 0; lane != history.lanes.size(); ++lane) {
        out << "<text x=\"10\" y=\"" << lane * row + 24 << "\" font-size=\"13\">"
            << lane_name(history, lane) << "</text>\n";
    }
    for (const Bar& bar : all) {
        const std::size_t number = place(found, bar.position);
        const std::size_t x = margin + bar.from * column;
        const std::size_t y = bar.position.lane * row + 8;
        out << "<rect x=\"" << x << "\" y=\"" << y << "\" width=\""
            << (bar.to - bar.from) * column + column - 4 << "\" height=\"24\" rx=\"3\" fill=\""
            << (number == 0 ? "#f8d0c0" : "#c6f0d0") << "\" stroke=\"#4a5568\"/>\n<text x=\""
            << x + 3 << "\" y=\"" << y + 10 << "\">" << label(history, bar.position)
            << "</text>\n<text x=\"" << x + 3 << "\" y=\"" << y + 21 << "\">"
            << (number == 0 ? "?" : std::to_string(number)) << " "
            << answer(at(history, bar.position)) << "</text>\n";
    }
    for (std::size_t line = 0; line != found.stuck.size(); ++line) {
        out << "<text x=\"10\" y=\"" << history.lanes.size() * row + 24 + line * 16
            << "\" font-size=\"12\">cannot come next: " << found.stuck[line] << "</text>\n";
    }
    out << "</svg>\n";
    return out.str();
}

std::string trace_of(const History& history) {
    std::ostringstream out;
    for (std::size_t mm = 0; mm != history.mms.size(); ++mm) {
        const auto name = static_cast<MmName>(mm);
        if (!is_named(history, name)) continue;
        out << to_text(Operation{.kind = Kind::mm_alloc,
                                 .mm = name,
                                 .users = history.mms[mm].users,
                                 .grabs = history.mms[mm].grabs})
            << "\n";
    }
    for (const Bar& bar : bars(history)) {
        const Happening& happening = at(history, bar.position);
        if (happening.what != Happening::What::operation) continue;
        // A trace has the threads T1 to T4; the one that begins and ends the run is T1 too.
        const auto thread = static_cast<std::uint8_t>(std::max<std::size_t>(1, bar.position.lane));
        out << to_text(Operation{.kind = happening.kind, .thread = thread, .mm = happening.mm})
            << "  # moments " << bar.from << " to " << bar.to;
        if (const std::string text = answer(happening); !text.empty()) out << ", " << text;
        out << "\n";
    }
    return out.str();
}

}  // namespace mm::proptests
