// mmspec-process: a real process as a peer of the library.
#include <cstddef>
#include <fstream>
#include <iostream>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "scenarios.hpp"

namespace {

using mm::process::Disagreement;
using mm::process::Journal;
using mm::process::Outcome;

enum Status : int { agreed = 0, disagreed = 1, usage = 2, environment = 3, interrupted = 130 };

constexpr std::string_view help =
    R"(Usage: mmspec-process [--tally FILE] [--help]

Compares the checked library with the running kernel. It forks a child, holds the child's
/proc/PID/mem open, lets it live and ends it, and drives an mm of the library in step. At each read
the kernel gives data (or EIO where nothing is mapped) while the address space has users, and
0 bytes once it has none: mmget_not_zero must answer the same. After each step the library's counters must be the ones that were
measured on a running kernel for the same references. No privilege is needed.

  --tally FILE  append one line per clause to FILE: CLAUSE<TAB>process<TAB>NUMBER, how often a
                comparison exercised it, or CLAUSE<TAB>process<TAB>broken
  --help        this text

Exit status: 0 all that ran agrees; 1 a disagreement; 2 usage; 3 nothing could run, a scenario was
broken off, or the tally cannot be written; 130 interrupted.
)";

struct Options {
    bool help = false;
    std::optional<std::string> tally;
};

[[nodiscard]] std::optional<Options> parse(std::span<char*> arguments) {
    constexpr std::string_view tally = "--tally";
    Options options;
    for (std::size_t index = 1; index < arguments.size(); ++index) {
        const std::string_view argument = arguments[index];
        if (argument == "--help" || argument == "-h") {
            options.help = true;
        } else if (argument == tally && index + 1 < arguments.size()) {
            options.tally = arguments[++index];
        } else if (argument == tally) {
            std::cerr << "mmspec-process: --tally needs a file name: --tally FILE\n";
            return std::nullopt;
        } else {
            std::cerr << "mmspec-process: '" << argument
                      << "' is not an option; --help lists what there is\n";
            return std::nullopt;
        }
    }
    return options;
}

void print_disagreements(const Journal& journal, std::string_view program) {
    std::cout << "\n";
    for (const Disagreement& each : journal.disagreements()) {
        std::cout << "disagreement: " << each.scenario << ", step " << each.step << " ("
                  << each.what.done << "): the kernel says " << each.what.kernel
                  << ", the library says " << each.what.library << "; "
                  << mm::spec::text(each.what.broken->clause).id << " is broken\n";
    }
    std::cout << "replay: " << program << "\n";
}

[[nodiscard]] Status conclude(const Outcome& outcome, const Journal& journal,
                              std::string_view program) {
    const std::size_t total = mm::process::scenarios().size();
    if (!journal.disagreements().empty()) print_disagreements(journal, program);
    std::cout << "\n";
    if (outcome.interrupted) {
        std::cout << "Interrupted: " << outcome.agreed << " of " << total
                  << " scenarios agreed with the running kernel, no child is left.\n";
        return interrupted;
    }
    if (outcome.not_run == total) {
        std::cout << "not run: " << outcome.first_reason << "\n";
        return environment;
    }
    std::cout << outcome.agreed << " of " << total << " scenarios agree with the running kernel, "
              << journal.steps() << " steps compared";
    if (outcome.disagreed != 0) std::cout << "; " << outcome.disagreed << " disagree";
    if (outcome.not_run != 0) std::cout << "; " << outcome.not_run << " not run";
    if (outcome.broken_off != 0) std::cout << "; " << outcome.broken_off << " broken off";
    std::cout << ".\n";
    if (!journal.disagreements().empty()) return disagreed;
    if (outcome.broken_off == 0) return agreed;
    std::cout << "not run: " << outcome.first_reason << "\n";
    return environment;
}

[[nodiscard]] Status compare(const Options& options, std::string_view program) {
    if (options.tally && !std::ofstream(*options.tally, std::ios::app)) {
        std::cerr << *options.tally
                  << ": cannot be opened: name a tally file in a folder that exists and may be "
                     "written\n";
        return usage;
    }
    Journal journal(std::cout);
    const Outcome outcome = mm::process::compare_with_the_kernel({}, journal);
    const Status status = conclude(outcome, journal, program);
    if (options.tally && !journal.tally().append_to(*options.tally, "process")) {
        std::cerr << *options.tally << ": cannot be written: check the rights and the disk\n";
        return status == agreed ? environment : status;
    }
    return status;
}

}  // namespace

int main(int count, char** arguments) {
    const std::span<char*> all(arguments, static_cast<std::size_t>(count));
    const std::optional<Options> options = parse(all);
    if (!options) return usage;
    if (options->help) {
        std::cout << help;
        return agreed;
    }
    return compare(*options, count > 0 ? all[0] : "mmspec-process");
}
