#include "explorer/report.hpp"

#include <string_view>

#include "explorer/timeline.hpp"

namespace mm::explorer {
namespace {

[[nodiscard]] std::string escaped(std::string_view text) {
    std::string result;
    for (const char letter : text) {
        switch (letter) {
            case '<':
                result += "&lt;";
                break;
            case '>':
                result += "&gt;";
                break;
            case '&':
                result += "&amp;";
                break;
            default:
                result += letter;
        }
    }
    return result;
}

}  // namespace

std::string timeline_text(const Finding& finding) {
    const Timeline timeline(finding);
    std::string text;
    for (std::size_t number = 0; number != timeline.rows().size(); ++number) {
        text += timeline.line(number);
    }
    return text;
}

std::size_t switches_of_thread(const Finding& finding) {
    const Timeline timeline(finding);
    std::size_t switches = 0;
    for (std::size_t number = 1; number < timeline.rows().size(); ++number) {
        const auto thread = [&](std::size_t row) { return timeline.thread(timeline.rows()[row]); };
        if (thread(number) != thread(number - 1)) ++switches;
    }
    return switches;
}

std::string timeline_svg(const Finding& finding) {
    const Timeline timeline(finding);
    constexpr std::size_t column = 300;
    constexpr std::size_t line = 26;
    constexpr std::size_t top = 60;
    const auto left_of = [](std::size_t thread) { return std::to_string(20 + thread * column); };
    const auto y_of = [](std::size_t row) { return std::to_string(top + row * line); };
    const std::size_t width = 40 + timeline.threads() * column;
    const std::size_t height = top + 20 + timeline.rows().size() * line;
    std::string svg =
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 " + std::to_string(width) + ' ' +
        std::to_string(height) +
        "\" font-family=\"monospace\" font-size=\"13\">\n"
        "<style>text{fill:#222}.t{fill:#b00020;font-weight:bold}path{fill:none;stroke:#3b6fb6}"
        "rect{fill:#fff}line{stroke:#ccc}"
        "@media (prefers-color-scheme:dark){text{fill:#ddd}.t{fill:#ff7b72}rect{fill:#111}"
        "path{stroke:#79a8e8}line{stroke:#444}}</style>\n"
        "<defs><marker id=\"to\" markerWidth=\"8\" markerHeight=\"8\" refX=\"7\" refY=\"4\" "
        "orient=\"auto\"><path d=\"M0,0L8,4L0,8\"/></marker></defs>\n"
        "<rect width=\"100%\" height=\"100%\"/>\n<text x=\"20\" y=\"20\" class=\"t\">" +
        escaped(finding.what) + "</text>\n";
    for (std::size_t thread = 0; thread != timeline.threads(); ++thread) {
        svg += "<text x=\"" + left_of(thread) + "\" y=\"42\">thread " + std::to_string(thread) +
               "</text>\n<line x1=\"" + left_of(thread) + "\" y1=\"46\" x2=\"" + left_of(thread) +
               "\" y2=\"" + std::to_string(height - 10) + "\"/>\n";
    }
    for (std::size_t number = 0; number != timeline.rows().size(); ++number) {
        const Timeline::Row& row = timeline.rows()[number];
        svg += "<text x=\"" + std::to_string(26 + timeline.thread(row) * column) + "\" y=\"" +
               y_of(number) + "\"" + (row.trouble ? " class=\"t\"" : "") + '>' +
               std::to_string(number + 1) + ' ' + escaped(timeline.describe(row)) + "</text>\n";
        const auto from = timeline.source(row);
        if (!from || timeline.thread(timeline.rows()[*from]) == timeline.thread(row)) continue;
        const std::size_t x1 = 20 + timeline.thread(timeline.rows()[*from]) * column;
        const std::size_t x2 = 20 + timeline.thread(row) * column;
        const std::size_t y1 = top + *from * line - 4;
        const std::size_t y2 = top + number * line - 4;
        svg += "<path d=\"M" + std::to_string(x1) + ',' + std::to_string(y1) + "C" +
               std::to_string((x1 + x2) / 2) + ',' + std::to_string(y1) + ' ' +
               std::to_string((x1 + x2) / 2) + ',' + std::to_string(y2) + ' ' + std::to_string(x2) +
               ',' + std::to_string(y2) + "\" marker-end=\"url(#to)\"/>\n";
    }
    return svg + "</svg>\n";
}

}  // namespace mm::explorer
