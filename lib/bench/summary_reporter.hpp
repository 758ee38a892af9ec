// Ends a run of Google Benchmark with a table that people compare: medians, spread, and ratios.
#pragma once

#include <benchmark/benchmark.h>

#include <map>
#include <string>
#include <utility>
#include <vector>

namespace mm::bench {

/// Prints each repetition as the console reporter does and keeps its time: the processor time that
/// one thread spends on one pair, which other programs on the machine disturb least.
class SummaryReporter : public benchmark::ConsoleReporter {
 public:
    /// `baseline` is the benchmark that others are compared with, at the same number of threads;
    /// empty for none.
    explicit SummaryReporter(std::string baseline);

    void ReportRuns(const std::vector<Run>& runs) override;

    /// The summary, one row for each benchmark in the order of their registration.
    void print_summary() const;

 private:
    /// Of one benchmark at one number of threads.
    struct Series {
        std::string function;
        std::vector<double> nanoseconds;
    };
    /// By number of threads, then in the order of registration.
    using Key = std::pair<long, long>;

    [[nodiscard]] const Series* baseline_at(long threads) const;

    std::string baseline_;
    std::map<Key, Series> all_;
};

/// Runs every benchmark, each `repetitions` times with the repetitions of all of them mixed, unless
/// the command line says otherwise, and prints the summary. Returns the exit status.
[[nodiscard]] int run(int argument_count, char** arguments, std::string baseline);

}  // namespace mm::bench
