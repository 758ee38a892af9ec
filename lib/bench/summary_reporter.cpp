#include "summary_reporter.hpp"

#include <unistd.h>

#include <algorithm>
#include <cstddef>
#include <cstdio>
#include <utility>

namespace mm::bench {
namespace {

[[nodiscard]] double median(std::vector<double> numbers) {
    std::sort(numbers.begin(), numbers.end());
    const std::size_t middle = numbers.size() / 2;
    if (numbers.size() % 2 == 1) return numbers[middle];
    return (numbers[middle - 1] + numbers[middle]) / 2;
}

}  // namespace

SummaryReporter::SummaryReporter(std::string baseline)
    : ConsoleReporter(isatty(STDOUT_FILENO) != 0 ? OO_Color : OO_None),
      baseline_(std::move(baseline)) {}

void SummaryReporter::ReportRuns(const std::vector<Run>& runs) {
    for (const Run& run : runs) {
        // The summary has its own median and spread.
        if (run.run_type != Run::RT_Iteration) continue;
        ConsoleReporter::ReportRuns({run});
        if (run.error_occurred) continue;
        Series& series = all_[{run.threads, run.family_index}];
        series.function = run.run_name.function_name;
        series.nanoseconds.push_back(run.GetAdjustedCPUTime());
    }
}

const SummaryReporter::Series* SummaryReporter::baseline_at(long threads) const {
    for (const auto& [key, series] : all_) {
        if (key.first == threads && series.function == baseline_) return &series;
    }
    return nullptr;
}

void SummaryReporter::print_summary() const {
    std::printf("\nProcessor time of one thread for one pair");
    if (!baseline_.empty()) std::printf("; the ratio is to %s", baseline_.c_str());
    std::printf("\n%-32s %7s %10s %21s %6s\n", "pair", "threads", "median", "lowest to highest",
                baseline_.empty() ? "" : "ratio");
    for (const auto& [key, series] : all_) {
        const auto [lowest, highest] =
            std::minmax_element(series.nanoseconds.begin(), series.nanoseconds.end());
        const double middle = median(series.nanoseconds);
        std::printf("%-32s %7ld %7.1f ns %6.1f to %6.1f ns", series.function.c_str(), key.first,
                    middle, *lowest, *highest);
        const Series* const baseline = baseline_at(key.first);
        if (baseline != nullptr) std::printf(" %7.2f", middle / median(baseline->nanoseconds));
        std::printf("\n");
    }
}

int run(int argument_count, char** arguments, std::string baseline) {
    std::string repetitions = "--benchmark_repetitions=9";
    std::string mixed = "--benchmark_enable_random_interleaving=true";
    std::string time = "--benchmark_min_time=0.1";
    // The caller's own arguments come later and win.
    std::vector<char*> all{arguments[0], repetitions.data(), mixed.data(), time.data()};
    all.insert(all.end(), arguments + 1, arguments + argument_count);
    int count = static_cast<int>(all.size());
    benchmark::Initialize(&count, all.data());
    if (benchmark::ReportUnrecognizedArguments(count, all.data())) return 2;
    SummaryReporter reporter(std::move(baseline));
    benchmark::RunSpecifiedBenchmarks(&reporter);
    benchmark::Shutdown();
    reporter.print_summary();
    return 0;
}

}  // namespace mm::bench
