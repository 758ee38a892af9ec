#include "picture.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdio>

#include "escaped.hpp"

namespace mm::bench {
namespace {

constexpr double margin = 16;
constexpr double label_width = 216;
constexpr double panel_width = 200;
constexpr double panel_gap = 52;
constexpr double head_height = 44;
constexpr double row_height = 16;
constexpr double group_height = 26;
constexpr double foot_height = 40;

constexpr char style[] =
    "<style>\n"
    ".back{fill:#ffffff}.text{fill:#24292f}.soft{fill:#57606a}.grid{stroke:#d8dee4}"
    ".one{stroke:#57606a}.peer{fill:#afb8c1}.mmspec{fill:#0969da}.base{fill:#57606a}"
    ".whisker{stroke:#24292f}\n"
    "@media (prefers-color-scheme: dark){\n"
    ".back{fill:#0d1117}.text{fill:#e6edf3}.soft{fill:#9198a1}.grid{stroke:#30363d}"
    ".one{stroke:#9198a1}.peer{fill:#5b6470}.mmspec{fill:#4493f8}.base{fill:#9198a1}"
    ".whisker{stroke:#e6edf3}\n"
    "}\n"
    "text{font:12px sans-serif}.head{font-weight:bold}.small{font-size:10px}"
    ".end{text-anchor:end}.middle{text-anchor:middle}\n"
    "</style>\n";

[[nodiscard]] std::string fixed(double value) {
    char text[32];
    std::snprintf(text, sizeof text, "%.1f", value);
    return text;
}

[[nodiscard]] std::string words(double x, double y, const std::string& classes,
                                const std::string& text) {
    return "<text class=\"" + classes + "\" x=\"" + fixed(x) + "\" y=\"" + fixed(y) + "\">" +
           escaped(text) + "</text>\n";
}

[[nodiscard]] std::string straight(double x1, double y1, double x2, double y2,
                                   const std::string& classes) {
    return "<path class=\"" + classes + "\" d=\"M" + fixed(x1) + " " + fixed(y1) + "L" + fixed(x2) +
           " " + fixed(y2) + "\"/>\n";
}

[[nodiscard]] const char* class_of(Kind kind) {
    switch (kind) {
        case Kind::base:
            return "base";
        case Kind::mmspec:
            return "mmspec";
        case Kind::peer:
            break;
    }
    return "peer";
}

/// Whole powers of two that hold every ratio and 1.
struct Scale {
    int lowest = -1;
    int highest = 1;

    explicit Scale(const Figures& figures) {
        for (const Group& group : figures.groups) {
            for (const Row& row : group.rows) {
                for (const Ratio& ratio : row.at_threads) {
                    lowest =
                        std::min(lowest, static_cast<int>(std::floor(std::log2(ratio.lowest))));
                    highest =
                        std::max(highest, static_cast<int>(std::ceil(std::log2(ratio.highest))));
                }
            }
        }
    }

    /// From the left edge of a panel.
    [[nodiscard]] double at(double ratio) const {
        return panel_width * (std::log2(ratio) - lowest) / (highest - lowest);
    }

    [[nodiscard]] static std::string tick(int power) {
        return power >= 0 ? std::to_string(1 << power) : "1/" + std::to_string(1 << -power);
    }
};

[[nodiscard]] double panel_left(std::size_t panel) {
    return margin + label_width + static_cast<double>(panel) * (panel_width + panel_gap);
}

[[nodiscard]] std::string grid(const Scale& scale, std::size_t panel, double bottom) {
    std::string text;
    // Every second line, where they would stand too close.
    const int step = scale.highest - scale.lowest > 8 ? 2 : 1;
    for (int power = scale.lowest; power <= scale.highest; ++power) {
        if (power % step != 0) continue;
        const double x = panel_left(panel) + scale.at(std::exp2(power));
        text += straight(x, head_height, x, bottom, power == 0 ? "one" : "grid");
        text += words(x, bottom + 13, "soft small middle", Scale::tick(power));
    }
    return text;
}

[[nodiscard]] std::string bar(const Scale& scale, const Row& row, std::size_t panel, double top) {
    const Ratio& ratio = row.at_threads[panel];
    const double left = panel_left(panel);
    const double one = left + scale.at(1);
    const double end = left + scale.at(ratio.median);
    const double middle = top + row_height / 2;
    std::string text = "<rect class=\"" + std::string(class_of(row.kind)) + "\" x=\"" +
                       fixed(std::min(one, end)) + "\" y=\"" + fixed(top + 3) + "\" width=\"" +
                       fixed(std::max(std::abs(end - one), 1.0)) + "\" height=\"" +
                       fixed(row_height - 6) + "\"/>\n";
    text += straight(left + scale.at(ratio.lowest), middle, left + scale.at(ratio.highest), middle,
                     "whisker");
    text += words(left + panel_width + panel_gap - 12, middle + 4, "text small end",
                  number(ratio.median));
    return text;
}

}  // namespace

std::string picture_of(const Figures& figures) {
    const Scale scale(figures);
    std::string body;
    double y = head_height;
    for (const Group& group : figures.groups) {
        body += words(margin, y + group_height - 8, "text head", group.operation);
        y += group_height;
        for (const Row& row : group.rows) {
            body += words(margin + label_width - 8, y + row_height - 4,
                          row.kind == Kind::mmspec ? "text small head end" : "text small end",
                          row.subject);
            for (std::size_t panel = 0; panel != figures.threads.size(); ++panel) {
                body += bar(scale, row, panel, y);
            }
            y += row_height;
        }
    }
    std::string back;
    for (std::size_t panel = 0; panel != figures.threads.size(); ++panel) {
        const int threads = figures.threads[panel];
        back += words(panel_left(panel), 24, "text head",
                      std::to_string(threads) + (threads == 1 ? " thread" : " threads"));
        back += grid(scale, panel, y + 4);
    }
    back +=
        words(margin, y + foot_height - 8, "soft small",
              "Times as long as the bare instructions of each operation (left is quicker); bar: "
              "median, line: lowest to highest.");
    const std::string width = fixed(panel_left(figures.threads.size()) + margin - 12);
    const std::string height = fixed(y + foot_height);
    return "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 " + width + " " + height +
           "\" width=\"" + width + "\" height=\"" + height +
           "\" role=\"img\" aria-label=\"What each operation costs, as multiples of its bare "
           "instructions\">\n" +
           style + "<rect class=\"back\" width=\"100%\" height=\"100%\" rx=\"6\"/>\n" + back +
           body + "</svg>\n";
}

}  // namespace mm::bench
