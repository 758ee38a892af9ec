// Text for SVG and Markdown.
#pragma once

#include <string>

namespace mm::bench {

/// `text` with what starts an element or an entity written as an entity.
[[nodiscard]] inline std::string escaped(const std::string& text) {
    std::string safe;
    for (const char character : text) {
        if (character == '<') {
            safe += "&lt;";
        } else if (character == '>') {
            safe += "&gt;";
        } else if (character == '&') {
            safe += "&amp;";
        } else {
            safe += character;
        }
    }
    return safe;
}

}  // namespace mm::bench
