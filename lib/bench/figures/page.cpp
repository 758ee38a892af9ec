#include "page.hpp"

#include <cstddef>
#include <string_view>

#include "ratio.hpp"
#include "table.hpp"

namespace mm::bench {
namespace {

constexpr std::string_view begin_mark =
    "<!-- figures: made by ./mmspec bench --renew, which replaces what is here -->\n";
constexpr std::string_view end_mark = "<!-- end of figures -->\n";

/// Beyond this share the spread says more of the other work than of the operations.
constexpr int busy_limit = 10;

[[nodiscard]] std::string sizes_in_words(const std::vector<Size>& sizes) {
    std::string text;
    for (const Size& size : sizes) {
        if (!text.empty()) text += ", ";
        text += size.subject + " " + std::to_string(size.bytes);
    }
    return text;
}

[[nodiscard]] std::uint64_t sum(const std::vector<Size>& sizes) {
    std::uint64_t bytes = 0;
    for (const Size& size : sizes) bytes += size.bytes;
    return bytes;
}

}  // namespace

std::string machine_in_words(const Machine& machine) {
    std::string text = machine.processor + ", " + std::to_string(machine.processors) +
                       " processors, " + machine.compiler + "; other work took " +
                       std::to_string(machine.busy_percent) + " % of them at the start";
    if (machine.busy_percent > busy_limit) {
        text += ", too much for a close look: measure again when the machine is quiet";
    }
    return text + ".";
}

std::string page_section(const Record& plain, const Record& checked) {
    std::string text =
        "![What each operation costs beside its peers](kept/figures.svg)\n\n"
        "The same as a table: median (lowest–highest) of " +
        std::to_string(plain.repetitions) + " repetitions.\n\n" +
        markdown_table(figures_of(plain, checked)) +
        "\n"
        "Bytes of one object with its counts and contents of one pointer, plain: " +
        sizes_in_words(plain.sizes) + ". Checked: " + sizes_in_words(checked.sizes) +
        ", together " + std::to_string(sum(checked.sizes)) + ".\n\n" +
        "Taken on: " + machine_in_words(plain.machine) + "\n";
    return text;
}

std::string with_section(const std::string& page, const std::string& section) {
    const std::size_t begin = page.find(begin_mark);
    const std::size_t end = page.find(end_mark);
    if (begin == std::string::npos || end == std::string::npos || end < begin ||
        page.find(begin_mark, begin + 1) != std::string::npos ||
        page.find(end_mark, end + 1) != std::string::npos) {
        throw RecordError("the page has not these two lines, once each and in this order:\n" +
                          std::string(begin_mark) + std::string(end_mark) +
                          "Put them around the place of the figures.");
    }
    return page.substr(0, begin + begin_mark.size()) + section + page.substr(end);
}

}  // namespace mm::bench
