#include "ratio.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdio>

namespace mm::bench {
namespace {

[[nodiscard]] double median(std::vector<double> numbers) {
    std::sort(numbers.begin(), numbers.end());
    const std::size_t middle = numbers.size() / 2;
    if (numbers.size() % 2 == 1) return numbers[middle];
    return (numbers[middle - 1] + numbers[middle]) / 2;
}

/// There is one: the invariant of Record.
[[nodiscard]] const Series& base_of(const Record& record, const Series& series) {
    return *std::find_if(
        record.all_series.begin(), record.all_series.end(), [&series](const Series& other) {
            return other.kind == Kind::base && other.operation == series.operation &&
                   other.threads == series.threads;
        });
}

[[nodiscard]] Ratio ratio_of(const Series& series, double base) {
    const auto [lowest, highest] =
        std::minmax_element(series.nanoseconds.begin(), series.nanoseconds.end());
    return {median(series.nanoseconds) / base, *lowest / base, *highest / base};
}

[[nodiscard]] Group& group_named(Figures& figures, const std::string& operation) {
    const auto found =
        std::find_if(figures.groups.begin(), figures.groups.end(),
                     [&operation](const Group& group) { return group.operation == operation; });
    if (found != figures.groups.end()) return *found;
    return figures.groups.emplace_back(Group{operation, {}});
}

[[nodiscard]] Row& row_named(Group& group, const std::string& subject, Kind kind) {
    const auto found = std::find_if(group.rows.begin(), group.rows.end(),
                                    [&subject](const Row& row) { return row.subject == subject; });
    if (found != group.rows.end()) return *found;
    return group.rows.emplace_back(Row{subject, kind, {}});
}

void add_rows(Figures& figures, const Record& record, const std::string& suffix, bool with_base) {
    for (const int threads : figures.threads) {
        for (const Series& series : record.all_series) {
            if (series.threads != threads || (series.kind == Kind::base && !with_base)) continue;
            Group& group = group_named(figures, series.operation);
            row_named(group, series.subject + suffix, series.kind)
                .at_threads.push_back(
                    ratio_of(series, median(base_of(record, series).nanoseconds)));
        }
    }
}

void require_all_threads(const Figures& figures) {
    for (const Group& group : figures.groups) {
        for (const Row& row : group.rows) {
            if (row.at_threads.size() == figures.threads.size()) continue;
            throw RecordError(group.operation + ", " + row.subject +
                              ": was not measured once at each number of threads. Make the " +
                              "records anew with ./mmspec bench.");
        }
    }
}

}  // namespace

Figures figures_of(const Record& plain, const Record& checked) {
    Figures figures;
    for (const Series& series : plain.all_series) figures.threads.push_back(series.threads);
    std::sort(figures.threads.begin(), figures.threads.end());
    figures.threads.erase(std::unique(figures.threads.begin(), figures.threads.end()),
                          figures.threads.end());
    add_rows(figures, plain, "", true);
    add_rows(figures, checked, ", checked", false);
    require_all_threads(figures);
    for (Group& group : figures.groups) {
        std::stable_sort(group.rows.begin(), group.rows.end(),
                         [](const Row& left, const Row& right) { return left.kind < right.kind; });
    }
    return figures;
}

std::string number(double value) {
    char text[32];
    const int digits = value < 9.995 ? 2 : value < 99.95 ? 1 : 0;
    std::snprintf(text, sizeof text, "%.*f", digits, value);
    return text;
}

std::string with_spread(const Ratio& ratio) {
    return number(ratio.median) + " (" + number(ratio.lowest) + "–" + number(ratio.highest) + ")";
}

}  // namespace mm::bench
