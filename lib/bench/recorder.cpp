#include "recorder.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <string>
#include <tuple>

#include "benchmark_of.hpp"

namespace mm::bench {
namespace {

/// More digits than a clock can tell would only make the file longer.
[[nodiscard]] double to_picoseconds(double nanoseconds) {
    return std::round(nanoseconds * 1000) / 1000;
}

[[nodiscard]] std::size_t index_in(const std::string& name) {
    return std::stoul(name.substr(name.find('/') + 1));
}

}  // namespace

void Recorder::ReportRuns(const std::vector<Run>& runs) {
    for (const Run& run : runs) {
        if (run.run_type != Run::RT_Iteration || run.error_occurred) continue;
        const std::size_t entry = index_in(run.run_name.function_name);
        const int threads = static_cast<int>(run.threads);
        auto found = std::find_if(all_.begin(), all_.end(), [&](const Measured& other) {
            return other.entry == entry && other.threads == threads;
        });
        if (found == all_.end()) found = all_.insert(found, Measured{entry, threads, {}});
        const bool by_itself = run.run_name.time_type == "manual_time";
        found->nanoseconds.push_back(
            to_picoseconds(by_itself ? run.GetAdjustedRealTime() : run.GetAdjustedCPUTime()));
    }
}

std::vector<Series> Recorder::all_series() const {
    std::vector<Measured> sorted = all_;
    std::sort(sorted.begin(), sorted.end(), [](const Measured& left, const Measured& right) {
        return std::tie(left.entry, left.threads) < std::tie(right.entry, right.threads);
    });
    std::vector<Series> series;
    for (const Measured& measured : sorted) {
        const Entry& entry = entries()[measured.entry];
        series.push_back(
            {entry.operation, entry.subject, entry.kind, measured.threads, measured.nanoseconds});
    }
    return series;
}

}  // namespace mm::bench
