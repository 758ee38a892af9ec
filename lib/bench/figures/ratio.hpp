// The figures: how many times as long as the base an operation takes.
#pragma once

#include <string>
#include <vector>

#include "record.hpp"

namespace mm::bench {

/// The times of a series, each divided by the median of its base in the same run.
struct Ratio {
    double median = 0;
    double lowest = 0;
    double highest = 0;
};

/// One subject of one operation, at each number of threads that was measured.
struct Row {
    std::string subject;
    Kind kind = Kind::peer;
    std::vector<Ratio> at_threads;
};

/// The rows of one operation, the base first.
struct Group {
    std::string operation;
    std::vector<Row> rows;
};

/// *Invariant*: each row has as many ratios as there are `threads`, in their order.
struct Figures {
    std::vector<int> threads;
    std::vector<Group> groups;
};

/// Plain and checked mmspec beside the peers; the checked rows are divided by the base of their own
/// run, and the base is shown once.
/// *Errors*: RecordError if a subject lacks a number of threads that others have.
[[nodiscard]] Figures figures_of(const Record& plain, const Record& checked);

/// Two or three digits, as 0.95, 12.3 or 140.
[[nodiscard]] std::string number(double value);

/// `median (lowest–highest)`.
[[nodiscard]] std::string with_spread(const Ratio& ratio);

}  // namespace mm::bench
