// mmspec-properties: the RapidCheck properties that hold the checked library against the model, and
// its initialisers against a reference of their own.
#include <array>
#include <chrono>
#include <cstdint>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <optional>
#include <string>
#include <string_view>

#include "adapters/contract_tally.hpp"
#include "adapters/mmspec_system.hpp"
#include "properties/arguments.hpp"
#include "properties/initialisers.hpp"
#include "properties/rapidcheck_run.hpp"
#include "properties/sequential.hpp"
#include "runner/situations.hpp"
#include "runner/tally.hpp"

namespace {

using namespace mm::proptests;
using WallClock = std::chrono::steady_clock;

constexpr std::string_view usage =
    "usage: mmspec-properties [--cases N | --for SECONDS] [--seed N] [--distribution]\n"
    "                         [--no-steps] [--tally FILE] [--save FILE]\n"
    "  Runs random programs over several mms, misuse included, on the checked library and on the\n"
    "  reference model at once. The library must refuse exactly what the model refuses, under the\n"
    "  same clause, and be unchanged by it; otherwise counters and events must agree.\n"
    "  Random trees of initialisers, which fail anywhere, run beside them; a counterexample of "
    "those\n"
    "  is an input of fuzz_initialisers_replay, with .input added to the name.\n"
    "  --cases N      programs on one thread, a fifth as many on two, and as many of\n"
    "                 initialisers (default 5000)\n";

[[nodiscard]] SystemKind checked_library() {
    SystemKind kind = system_kind<MmspecSystem>();
    kind.stops = true;
    kind.steps = Looks::allowed;
    return kind;
}

/// What the properties of one run share.
struct Properties {
    Tally tally;
    Situations situations;
    SequentialCheck sequential{checked_library(), tally, situations};
    InitialiserPrograms initialisers{tally, situations};

    [[nodiscard]] bool hold(RapidcheckRun& run, int cases) {
        return sequential.holds(run, false, cases) && sequential.holds(run, true, cases / 5 + 1) &&
               run.holds(
                   "initialisers", [this] { one_initialiser_program(initialisers); }, cases);
    }

    /// False if a run of the default length came across too few of something.
    [[nodiscard]] bool came_across_enough(const RapidcheckRun& run, bool print) const {
        using mm::spec::Searched;
        constexpr std::array both{Searched::sequential, Searched::initialisers};
        for (const Searched property : both) {
            if (print) situations.print(property, {}, std::cout);
        }
        bool enough = true;
        for (const Searched property : both) {
            if (run.is_full()) enough = situations.suffice(property, {}, std::cout) && enough;
        }
        return enough;
    }
};

/// Saves the counterexample and says how to replay it; one of initialisers for the replay program
/// beside this `program`.
/// *Errors*: false, and the counterexample is printed, if the file cannot be written.
bool save(const Properties& run, std::filesystem::path file, const std::filesystem::path& program) {
    std::string text = run.sequential.counterexample();
    std::string replay = "./mmspec replay";
    if (run.initialisers.finding) {
        text.assign(run.initialisers.bytes.begin(), run.initialisers.bytes.end());
        replay = (program.parent_path() / "fuzz_initialisers_replay").string();
        file += ".input";
    }
    std::ofstream out(file, std::ios::binary);
    out << text;
    out.flush();
    if (!out.good()) {
        std::cerr << file.string() << ": cannot be written: check the rights and the disk\n"
                  << (run.initialisers.finding ? run.initialisers.finding->program
                                               : run.sequential.counterexample());
        return false;
    }
    std::cout << "saved: " << file.string() << "\nreplay: " << replay << " "
              << std::filesystem::absolute(file).string() << "\n";
    return true;
}

}  // namespace

int main(int count, char** values) {
    const auto arguments = parse_arguments({values + 1, values + count});
    if (!arguments) {
        std::cerr << usage << options_text;
        return 2;
    }
    if (arguments->help) {
        std::cout << usage << options_text;
        return 0;
    }
    auto run = RapidcheckRun::prepare(*arguments);
    if (!run) return 2;
    const auto start = WallClock::now();
    Properties properties;
    const bool held = run->repeat([&](int cases) { return properties.hold(*run, cases); });
    const std::chrono::duration<double> took = WallClock::now() - start;
    std::cout << properties.sequential.programs() << " programs and "
              << properties.initialisers.programs << " of initialisations, "
              << properties.sequential.operations() << " operations in " << took.count()
              << " s, seed " << run->seed() << ": "
              << (held ? "library and model agree" : "the property failed") << "\n";
    if (!held && !save(properties, arguments->save, values[0])) return 3;
    const bool enough = properties.came_across_enough(*run, arguments->distribution) || !held;
    if (arguments->tally && !(properties.tally.append_to(*arguments->tally, "property") &&
                              contract_tally().append_to(*arguments->tally, "contract"))) {
        std::cerr << *arguments->tally << ": cannot be written: check the rights and the disk\n";
        return 3;
    }
    if (!held || !enough) return 1;
    return interrupted() ? 130 : 0;
}
