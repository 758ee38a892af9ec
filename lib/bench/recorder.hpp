// Keeps what Google Benchmark measures, for a record.
#pragma once

#include <benchmark/benchmark.h>

#include <vector>

#include "figures/record.hpp"

namespace mm::bench {

/// Keeps the time of each repetition and prints nothing: the processor time that one thread spends
/// on one operation, which other programs disturb least; of a benchmark that measures by itself,
/// what it measured.
class Recorder : public ::benchmark::BenchmarkReporter {
 public:
    bool ReportContext(const Context&) override { return true; }
    void ReportRuns(const std::vector<Run>& runs) override;

    /// One for each benchmark and number of threads, in the order in which they were added.
    [[nodiscard]] std::vector<Series> all_series() const;

 private:
    struct Measured {
        std::size_t entry = 0;
        int threads = 1;
        std::vector<double> nanoseconds;
    };

    std::vector<Measured> all_;
};

}  // namespace mm::bench
