// mmspec-replay: runs operation traces step by step on the checked library.
#include <algorithm>
#include <cstdint>
#include <cstdio>
#include <filesystem>
#include <iostream>
#include <iterator>
#include <list>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "adapters/contract_tally.hpp"
#include "adapters/mmspec_system.hpp"
#include "mm/contracts/thread_number.hpp"
#include "replay/trace_file.hpp"
#include "replay/trace_run.hpp"
#include "runner/tally.hpp"
#include "schedule/thread_stage.hpp"
#include "steps/traced_system.hpp"

namespace {

using namespace mm::proptests;

constexpr std::string_view usage =
    "usage: mmspec-replay [--quiet] [--no-steps] [--tally FILE] TRACE...\n"
    "  Runs each operation trace (*.mmtrace) on the checked library, compares every step with the\n"
    "  reference model and with what the trace says, and prints the steps.\n"
    "  --quiet       one line a trace\n"
    "  --no-steps    do not hold each atomic step against the model of the counters "
    "(Protocol.steps)\n"
    "  --tally FILE  append how often each clause was exercised\n"
    "exit status: 0 as expected, 1 a clause broken, 2 a trace or an argument that cannot be read\n";

struct Arguments {
    bool quiet = false;
    bool help = false;
    std::optional<std::string> tally;
    std::vector<std::string> files;
};

std::optional<Arguments> parse(const std::vector<std::string>& words) {
    Arguments arguments;
    for (auto word = words.begin(); word != words.end(); ++word) {
        if (*word == "--quiet") {
            arguments.quiet = true;
        } else if (*word == "--help") {
            arguments.help = true;
        } else if (*word == "--no-steps") {
            StepTrace::unwanted();
        } else if (*word == "--tally" && std::next(word) != words.end()) {
            arguments.tally = *++word;
        } else if (word->starts_with("-")) {
            return std::nullopt;
        } else {
            arguments.files.push_back(*word);
        }
    }
    if (arguments.files.empty() && !arguments.help) return std::nullopt;
    return arguments;
}

}  // namespace

int main(int count, char** values) {
    const auto arguments = parse({values + 1, values + count});
    if (!arguments) {
        std::cerr << usage;
        return 2;
    }
    if (arguments->help) {
        std::cout << usage;
        return 0;
    }
    Tally tally;
    ThreadStage stage;
    // Reports number the threads as traces do.
    for (std::uint8_t thread = 1; thread <= threads; ++thread) {
        stage.run(thread, [] { static_cast<void>(mm::contracts::thread_number()); }, {});
    }
    // The library keeps the names of places, so they live as long as the process, and longer than
    // its static objects.
    static auto& names = *new std::list<std::string>;
    int status = 0;
    for (const std::string& file : arguments->files) {
        const auto trace = load_trace(file);
        if (!trace) {
            status = 2;
            continue;
        }
        names.push_back(std::filesystem::path(file).filename().string());
        TracedSystem library(std::make_unique<MmspecSystem>(!arguments->quiet), Looks::allowed,
                             tally);
        const TraceVerdict verdict = run_trace(*trace, names.back().c_str(), library, stage, tally,
                                               arguments->quiet ? nullptr : &std::cout);
        std::cout << file << ": " << verdict.text << "\n";
        if (verdict.kind == TraceVerdict::Kind::broken) {
            std::cout << "replay: ./mmspec replay " << file << "\n";
            status = std::max(status, 1);
        }
        if (verdict.kind == TraceVerdict::Kind::impossible) status = 2;
    }
    if (arguments->tally && !(tally.append_to(*arguments->tally, "trace") &&
                              contract_tally().append_to(*arguments->tally, "contract"))) {
        std::cerr << *arguments->tally << ": cannot be written: check the rights and the disk\n";
        return 3;
    }
    return status;
}
