#include "properties/conformance.hpp"

#include <chrono>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <optional>
#include <string>
#include <string_view>

#include "properties/arguments.hpp"
#include "properties/rapidcheck_run.hpp"
#include "replay/trace_file.hpp"
#include "replay/trace_run.hpp"
#include "runner/situations.hpp"

namespace mm::proptests {

namespace {

using WallClock = std::chrono::steady_clock;

constexpr std::string_view conformance_usage =
    " [--cases N | --for SECONDS] [--seed N] [--distribution]\n"
    "           [--no-steps] [--tally FILE] [--save FILE]\n"
    "  Holds an implementation against the clauses of mmspec. First random programs on one "
    "thread,\n"
    "  and with hand-over between two, are compared with the reference model step by step; then\n"
    "  random programs run on two to four threads at once, and of each run is asked whether some\n"
    "  order of its operations, which respects time, is what the clauses allow.\n"
    "  --replay FILE  instead: the operation trace in FILE, step by step\n"
    "  --cases N      programs on one thread, a tenth as many on two, and as many with threads "
    "that\n"
    "                 overlap (default 5000)\n";

/// Runs an operation trace; its exit status.
[[nodiscard]] int replay(const std::string& file, const SystemKind& kind) {
    const auto trace = load_trace(file);
    if (!trace) return 2;
    for (const TraceLine& line : trace->lines) {
        if (line.operation.before || !kind.can_do(line.operation)) {
            std::cerr
                << file << ":" << line.number << ": " << to_text(line.operation)
                << ": this implementation has no such operation, or cannot be stopped in it\n";
            return 2;
        }
    }
    Tally tally;
    ThreadStage stage;
    const auto system = kind.make_judged(tally);
    // Its name is part of what is printed.
    const std::string name = std::filesystem::path(file).filename().string();
    const TraceVerdict verdict = run_trace(*trace, name.c_str(), *system, stage, tally, &std::cout);
    std::cout << file << ": " << verdict.text << "\n";
    switch (verdict.kind) {
        case TraceVerdict::Kind::held:
            return 0;
        case TraceVerdict::Kind::broken:
            return 1;
        case TraceVerdict::Kind::impossible:
            break;
    }
    return 2;
}

/// False, and a message, if it cannot be written.
[[nodiscard]] bool save(const std::string& trace, const std::filesystem::path& file) {
    std::ofstream out(file);
    out << trace;
    out.flush();
    if (out.good()) return true;
    std::cerr << file.string() << ": cannot be written: check the rights and the disk\n";
    return false;
}

/// What was broken, and how it is seen once more.
void explain(spec::Clause broken, const std::string& program, std::uint64_t seed, int cases) {
    std::cout << "rule: " << spec::text(broken).id << ": " << spec::text(broken).rule
              << "\nsearch again: " << program << " --seed " << seed << " --cases " << cases
              << "\n";
}

}  // namespace

int check_conformance(int count, char** values, const SystemKind& kind,
                      LinearizabilityCheck& linearizability) {
    const std::string program = values[0];
    if (count == 3 && std::string_view(values[1]) == "--replay") return replay(values[2], kind);
    auto arguments = parse_arguments({values + 1, values + count});
    if (!arguments || arguments->help) {
        (arguments ? std::cout : std::cerr)
            << "usage: " << std::filesystem::path(program).filename().string() << conformance_usage
            << options_text;
        return arguments ? 0 : 2;
    }
    // Half of the time; the rest is for programs on several threads.
    auto half = *arguments;
    if (arguments->seconds) {
        half.seconds = *arguments->seconds / 2;
        arguments->seconds = *arguments->seconds - *half.seconds;
    }
    auto run = RapidcheckRun::prepare(half);
    if (!run) return 2;
    const auto start = WallClock::now();
    Tally tally;
    // Not judged: some need what an implementation may lack, and mmspec-properties is held to them
    // all.
    Situations situations;
    SequentialCheck sequential(kind, tally, situations);
    const bool held = run->repeat([&](int cases) {
        return sequential.holds(*run, false, cases) && sequential.holds(*run, true, cases / 10 + 1);
    });
    const std::chrono::duration<double> took = WallClock::now() - start;
    std::cout << sequential.programs() << " programs, " << sequential.operations()
              << " operations in " << took.count() << " s, seed " << run->seed() << ": "
              << (held ? "implementation and model agree" : "the property failed") << "\n";
    if (!held) {
        std::cout << "program:\n" << sequential.counterexample();
        if (!save(sequential.counterexample(), arguments->save)) return 3;
        std::cout << "saved: " << arguments->save.string() << "\nreplay: " << program
                  << " --replay " << std::filesystem::absolute(arguments->save).string() << "\n";
        explain(*sequential.broken(), program, run->seed(), run->cases());
    }
    if (arguments->tally && !tally.append_to(*arguments->tally, "property")) {
        std::cerr << *arguments->tally << ": cannot be written: check the rights and the disk\n";
        return 3;
    }
    if (!held) return 1;
    if (interrupted()) return 130;
    linearizability.replay_by(program + " --replay");
    // Who asks for the distribution wants it judged.
    if (!arguments->distribution) linearizability.allow_rare();
    const int status = linearizability.run(*arguments);
    if (const auto broken = linearizability.broken()) {
        explain(*broken, program, run->seed(), run->cases());
    }
    return status;
}

}  // namespace mm::proptests
