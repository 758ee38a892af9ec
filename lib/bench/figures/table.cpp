#include "table.hpp"

#include <algorithm>
#include <cstddef>

#include "escaped.hpp"

namespace mm::bench {
namespace {

constexpr std::size_t cell_width = 20;

/// A character of UTF-8 is one column wide here, however many bytes it has.
[[nodiscard]] std::size_t columns(const std::string& text) {
    return static_cast<std::size_t>(
        std::count_if(text.begin(), text.end(), [](char byte) { return (byte & 0xc0) != 0x80; }));
}

[[nodiscard]] std::string padded(const std::string& text, std::size_t width) {
    const std::size_t used = columns(text);
    return text + std::string(used < width ? width - used : 1, ' ');
}

/// What the longest subject and `, N` for its threads take.
[[nodiscard]] std::size_t subject_width(const Figures& figures) {
    std::size_t longest = 0;
    for (const Group& group : figures.groups) {
        for (const Row& row : group.rows) longest = std::max(longest, columns(row.subject));
    }
    return longest + 8;
}

/// No spaces where nothing follows.
[[nodiscard]] std::string line(std::string text) {
    text.erase(text.find_last_not_of(' ') + 1);
    return text + "\n";
}

[[nodiscard]] const Row* find_row(const Figures& figures, const std::string& operation,
                                  const std::string& subject) {
    for (const Group& group : figures.groups) {
        if (group.operation != operation) continue;
        for (const Row& row : group.rows) {
            if (row.subject == subject) return &row;
        }
    }
    return nullptr;
}

[[nodiscard]] const Ratio* find_ratio(const Figures& figures, const Row* row, int threads) {
    const auto found = std::find(figures.threads.begin(), figures.threads.end(), threads);
    if (row == nullptr || found == figures.threads.end()) return nullptr;
    return &row->at_threads[static_cast<std::size_t>(found - figures.threads.begin())];
}

[[nodiscard]] std::string compared(std::string text, const Ratio* before, const Ratio* after) {
    text += padded(before == nullptr ? "" : with_spread(*before), cell_width);
    text += padded(after == nullptr ? "" : with_spread(*after), cell_width);
    const bool apart = before != nullptr && after != nullptr &&
                       (before->highest < after->lowest || after->highest < before->lowest);
    return line(text + (apart ? "apart" : ""));
}

[[nodiscard]] bool has_group(const Figures& figures, const std::string& operation) {
    return std::any_of(figures.groups.begin(), figures.groups.end(),
                       [&operation](const Group& group) { return group.operation == operation; });
}

void compare_row(std::string& text, const Figures& before, const Figures& after,
                 const std::string& operation, const std::string& subject) {
    const Row* const old_row = find_row(before, operation, subject);
    const Row* const new_row = find_row(after, operation, subject);
    const std::size_t width = std::max(subject_width(before), subject_width(after));
    std::vector<int> all_threads = after.threads;
    all_threads.insert(all_threads.end(), before.threads.begin(), before.threads.end());
    std::sort(all_threads.begin(), all_threads.end());
    all_threads.erase(std::unique(all_threads.begin(), all_threads.end()), all_threads.end());
    for (const int threads : all_threads) {
        const Ratio* const old_ratio = find_ratio(before, old_row, threads);
        const Ratio* const new_ratio = find_ratio(after, new_row, threads);
        if (old_ratio == nullptr && new_ratio == nullptr) continue;
        text += compared(padded("  " + subject + ", " + std::to_string(threads), width), old_ratio,
                         new_ratio);
    }
}

void compare_group(std::string& text, const Figures& before, const Figures& after,
                   const std::string& operation) {
    text += operation + "\n";
    for (const Figures* const side : {&after, &before}) {
        for (const Group& group : side->groups) {
            if (group.operation != operation) continue;
            for (const Row& row : group.rows) {
                if (side == &before && find_row(after, operation, row.subject) != nullptr) continue;
                compare_row(text, before, after, operation, row.subject);
            }
        }
    }
}

}  // namespace

std::string threads_in_words(int threads) {
    return std::to_string(threads) + (threads == 1 ? " thread" : " threads");
}

std::string text_table(const Figures& figures) {
    const std::size_t width = subject_width(figures);
    std::string head = std::string(width, ' ');
    for (const int threads : figures.threads) head += padded(threads_in_words(threads), cell_width);
    std::string text = line(head);
    for (const Group& group : figures.groups) {
        text += group.operation + "\n";
        for (const Row& row : group.rows) {
            std::string cells = padded("  " + row.subject, width);
            for (const Ratio& ratio : row.at_threads)
                cells += padded(with_spread(ratio), cell_width);
            text += line(cells);
        }
    }
    return text;
}

std::string text_comparison(const Figures& before, const Figures& after) {
    const std::size_t width = std::max(subject_width(before), subject_width(after));
    std::string text = line(padded("  subject, threads", width) + padded("committed", cell_width) +
                            padded("this run", cell_width));
    for (const Group& group : after.groups) compare_group(text, before, after, group.operation);
    for (const Group& group : before.groups) {
        if (!has_group(after, group.operation)) {
            compare_group(text, before, after, group.operation);
        }
    }
    return text;
}

std::string markdown_table(const Figures& figures) {
    std::string text = "| |";
    for (const int threads : figures.threads) text += " " + threads_in_words(threads) + " |";
    text += "\n|---|";
    for (std::size_t i = 0; i != figures.threads.size(); ++i) text += "---|";
    text += "\n";
    for (const Group& group : figures.groups) {
        text += "| *" + group.operation + "* |";
        for (std::size_t i = 0; i != figures.threads.size(); ++i) text += " |";
        text += "\n";
        for (const Row& row : group.rows) {
            const std::string mark = row.kind == Kind::mmspec ? "**" : "";
            text.append("| ").append(mark).append(escaped(row.subject)).append(mark).append(" |");
            for (const Ratio& ratio : row.at_threads) text += " " + with_spread(ratio) + " |";
            text += "\n";
        }
    }
    return text;
}

}  // namespace mm::bench
