#include "benchmark_of.hpp"

#include <utility>

namespace mm::bench {

std::vector<Entry>& entries() {
    static std::vector<Entry> all;
    return all;
}

::benchmark::internal::Benchmark* add_body(Entry entry, void (*body)(::benchmark::State&)) {
    const std::string name = entry.operation + "/" + std::to_string(entries().size());
    entries().push_back(std::move(entry));
    ::benchmark::internal::Benchmark* const added =
        ::benchmark::RegisterBenchmark(name.c_str(), body);
    for (const int threads : thread_numbers) added->Threads(threads);
    return added;
}

}  // namespace mm::bench
