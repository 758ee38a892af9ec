// mmspec-bench [--quick] RECORD: measures every subject and writes what it found to the file
// RECORD.
//
// The subjects of one operation at one number of threads are measured together, ten times each and
// in random order, so that what disturbs one disturbs the others: only their ratios mean something.
#include <benchmark/benchmark.h>

#include <cstdio>
#include <semaphore>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

#include "benchmark_of.hpp"
#include "figures/page.hpp"
#include "mm/variant.h"
#include "recorder.hpp"
#include "subjects.hpp"
#include "this_machine.hpp"

namespace mm::bench {
namespace {

constexpr int held = 0;
constexpr int bad_usage = 2;
constexpr int bad_environment = 3;

struct Options {
    bool quick = false;
    std::string record;
};

[[nodiscard]] bool parse(int argument_count, char** arguments, Options& options) {
    for (int i = 1; i != argument_count; ++i) {
        const std::string_view word = arguments[i];
        if (word == "--quick") {
            options.quick = true;
        } else if (options.record.empty() && !word.empty() && word.front() != '-') {
            options.record = word;
        } else {
            std::fprintf(stderr, "mmspec-bench: '%s' is no option, or a second file.\n",
                         arguments[i]);
            options.record.clear();
            break;
        }
    }
    if (!options.record.empty()) return true;
    std::fprintf(stderr, "Usage: mmspec-bench [--quick] RECORD, the file to write.\n");
    return false;
}

[[nodiscard]] int repetitions(const Options& options) {
    return options.quick ? 3 : 10;
}

void add_subjects() {
    add_bare();
    add_mmspec();
#if !MMSPEC_CHECKED
    add_standard();
    add_boost();
    add_urcu();
    add_compare_exchange_loop();
#endif
}

void prepare_google_benchmark(const char* program, const Options& options) {
    std::vector<std::string> words{
        program,
        "--benchmark_repetitions=" + std::to_string(repetitions(options)),
        "--benchmark_enable_random_interleaving=true",
        options.quick ? "--benchmark_min_time=0.002" : "--benchmark_min_time=0.05",
    };
    std::vector<char*> arguments;
    arguments.reserve(words.size());
    for (std::string& word : words) arguments.push_back(word.data());
    int count = static_cast<int>(arguments.size());
    ::benchmark::Initialize(&count, arguments.data());
}

void measure(Recorder& recorder) {
    for (const char* const operation :
         {operation::clone_and_drop, operation::upgrade_and_put, operation::failed_upgrade,
          operation::create_to_free, operation::hand_over}) {
        for (const int threads : thread_numbers) {
            std::printf("      %s, %d thread%s\n", operation, threads, threads == 1 ? "" : "s");
            std::fflush(stdout);
            std::string filter = "^";
            filter.append(operation).append("/.*/threads:").append(std::to_string(threads));
            ::benchmark::RunSpecifiedBenchmarks(&recorder, filter.append("$"));
        }
    }
}

int run(int argument_count, char** arguments) {
    Options options;
    if (!parse(argument_count, arguments, options)) return bad_usage;
    Record record;
    record.machine = this_machine();
    std::printf("      %s\n", machine_in_words(record.machine).c_str());
    record.repetitions = repetitions(options);
    record.sizes = sizes_of_mmspec();
#if !MMSPEC_CHECKED
    for (const Size& size : sizes_of_peers()) record.sizes.push_back(size);
#endif
    add_subjects();
    prepare_google_benchmark(arguments[0], options);
    Recorder recorder;
    measure(recorder);
    record.all_series = recorder.all_series();
    try {
        write_record(record, options.record);
    } catch (const RecordError& error) {
        std::fprintf(stderr, "mmspec-bench: %s\n", error.what());
        return bad_environment;
    }
    return held;
}

}  // namespace
}  // namespace mm::bench

int main(int argument_count, char** arguments) {
    // The standard library counts without atomics until a second thread has been started.
    std::binary_semaphore done{0};
    std::thread second([&done] { done.acquire(); });
    const int status = mm::bench::run(argument_count, arguments);
    done.release();
    second.join();
    return status;
}
