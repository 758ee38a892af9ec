// mmspec-properties: the RapidCheck property that holds the checked library against the model.
#include <rapidcheck.h>
#include <rapidcheck/state.h>

#include <chrono>
#include <csignal>
#include <cstdint>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <iterator>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "adapters/contract_tally.hpp"
#include "operations/trace_text.hpp"
#include "properties/candidates.hpp"
#include "runner/differential.hpp"
#include "runner/tally.hpp"
#include "schedule/thread_stage.hpp"

namespace {

using namespace mm::proptests;
using Clock = std::chrono::steady_clock;

constexpr std::string_view usage =
    "usage: mmspec-properties [--cases N | --for SECONDS] [--seed N] [--tally FILE] [--save FILE]\n"
    "  Runs random programs over several mms, misuse included, on the checked library and on the\n"
    "  reference model at once. The library must refuse exactly what the model refuses, under the\n"
    "  same clause, and be unchanged by it; otherwise counters and events must agree.\n"
    "  --cases N      programs on one thread, and a tenth as many on two (default 2000)\n"
    "  --for SECONDS  as many programs as fit\n"
    "  --seed N       where the random numbers start (default: another one each time, printed)\n"
    "  --tally FILE   append how often each clause was exercised\n"
    "  --save FILE    where a shrunk counterexample goes (default: counterexample.mmtrace, beside\n"
    "                 the tally file if there is one)\n"
    "  RC_PARAMS in the environment sets RapidCheck's own parameters.\n"
    "exit status: 0 the property held, 1 it failed, 2 wrong arguments, 3 a file cannot be "
    "written,\n"
    "130 interrupted\n";

volatile std::sig_atomic_t interrupted = 0;

struct Arguments {
    int cases = 2000;
    std::optional<std::uint64_t> seconds;
    std::optional<std::uint64_t> seed;
    std::optional<std::string> tally;
    std::filesystem::path save;
    bool help = false;
};

std::optional<std::uint64_t> number(const std::string& word) {
    if (word.empty() || word.size() > 18 ||
        word.find_first_not_of("0123456789") != std::string::npos) {
        return std::nullopt;
    }
    return std::stoull(word);
}

std::optional<Arguments> parse(const std::vector<std::string>& words) {
    Arguments arguments;
    for (auto word = words.begin(); word != words.end(); ++word) {
        if (*word == "--help") {
            arguments.help = true;
            continue;
        }
        const std::string& option = *word;
        if (++word == words.end()) return std::nullopt;
        const auto value = number(*word);
        if (option == "--tally") {
            arguments.tally = *word;
        } else if (option == "--save") {
            arguments.save = *word;
        } else if (option == "--cases" && value && *value > 0 && *value < 100000000) {
            arguments.cases = static_cast<int>(*value);
        } else if (option == "--for" && value) {
            arguments.seconds = value;
        } else if (option == "--seed" && value) {
            arguments.seed = value;
        } else {
            return std::nullopt;
        }
    }
    if (arguments.save.empty()) {
        arguments.save = std::filesystem::path(arguments.tally.value_or("")).parent_path() /
                         "counterexample.mmtrace";
    }
    return arguments;
}

/// What all programs of a run share: the library's threads, the counts, the last counterexample.
struct Shared {
    Tally tally;
    ThreadStage stage;
    std::uint64_t programs = 0;
    std::uint64_t operations = 0;
    std::string counterexample;
};

/// One program's system under test.
struct System {
    Shared& shared;
    Differential both;
    System(Shared& all, bool with_threads)
        : shared(all), both(all.tally, with_threads ? &all.stage : nullptr) {}

    /// RapidCheck goes on from each failure that is smaller: the last one kept is the smallest.
    [[noreturn]] void fail(const Disagreement& found) const {
        shared.counterexample = "# " + std::string(mm::spec::text(found.clause).id) + "\n" +
                                to_text(both.done(), both.outcomes());
        RC_FAIL("broken: " + std::string(mm::spec::text(found.clause).id) + ": " + found.text);
    }
};

class Step final : public rc::state::Command<ReferenceModel, System> {
 public:
    explicit Step(const Operation& operation) : operation_(operation) {}

    void checkPreconditions(const ReferenceModel& model) const override {
        RC_PRE(!model.impossible(operation_));
    }
    void apply(ReferenceModel& model) const override { model.apply(operation_); }
    void run(const ReferenceModel&, System& system) const override {
        ++system.shared.operations;
        if (const auto found = system.both.step(operation_).disagreement) system.fail(*found);
    }
    void show(std::ostream& out) const override { out << to_text(operation_); }

 private:
    Operation operation_;
};

/// Mostly legal operations, so that programs get somewhere.
auto next_step(bool with_threads) {
    return [with_threads](const ReferenceModel& model) {
        return rc::gen::exec([model, with_threads] {
            const std::uint8_t last = with_threads ? 2 : 1;
            const auto thread = *rc::gen::inRange<std::uint8_t>(1, last + 1);
            const Candidates all = candidates(model, thread);
            const bool misuse = all.legal.empty() || *rc::gen::inRange(0, 4) == 0;
            const Operation operation = *rc::gen::elementOf(misuse ? all.misuse : all.legal);
            return std::shared_ptr<const rc::state::Command<ReferenceModel, System>>(
                std::make_shared<Step>(operation));
        });
    };
}

void program(Shared& shared, bool with_threads) {
    if (interrupted != 0) return;
    ++shared.programs;
    System system(shared, with_threads);
    rc::state::check(ReferenceModel{}, system, next_step(with_threads));
    if (const auto found = system.both.finish()) system.fail(*found);
}

/// True if the property held for `cases` programs.
bool holds(Shared& shared, bool with_threads, std::uint64_t seed, int cases) {
    rc::detail::TestParams parameters = rc::detail::configuration().testParams;
    parameters.seed = seed;
    parameters.maxSuccess = cases;
    const auto result = rc::detail::checkTestable([&] { program(shared, with_threads); },
                                                  rc::detail::TestMetadata{}, parameters);
    if (result.is<rc::detail::SuccessResult>()) return true;
    rc::detail::printResultMessage(result, std::cout);
    std::cout << "\n";
    return false;
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
    std::signal(SIGINT, [](int) { interrupted = 1; });
    const std::uint64_t seed =
        arguments->seed ? *arguments->seed : rc::detail::configuration().testParams.seed;
    const auto start = Clock::now();
    Shared shared;
    bool held = true;
    const auto run = [&](int cases) {
        const std::uint64_t from = seed + shared.programs;
        held = holds(shared, false, from, cases) && holds(shared, true, from, cases / 10 + 1);
    };
    if (!arguments->seconds) {
        run(arguments->cases);
    } else {
        const auto end = start + std::chrono::seconds(*arguments->seconds);
        do {
            run(200);
        } while (held && interrupted == 0 && Clock::now() < end);
    }
    const std::chrono::duration<double> took = Clock::now() - start;
    std::cout << shared.programs << " programs, " << shared.operations << " operations in "
              << took.count() << " s, seed " << seed << ": "
              << (held ? "library and model agree" : "the property failed") << "\n";
    if (!held) {
        std::ofstream out(arguments->save);
        out << shared.counterexample;
        out.flush();
        if (!out.good()) {
            std::cerr << arguments->save.string()
                      << ": cannot be written: check the rights and the disk\n"
                      << shared.counterexample;
            return 3;
        }
        std::cout << "saved: " << arguments->save.string() << "\nreplay: ./mmspec replay "
                  << std::filesystem::absolute(arguments->save).string() << "\n";
    }
    if (arguments->tally && !(shared.tally.append_to(*arguments->tally, "property") &&
                              contract_tally().append_to(*arguments->tally, "contract"))) {
        std::cerr << *arguments->tally << ": cannot be written: check the rights and the disk\n";
        return 3;
    }
    if (!held) return 1;
    return interrupted != 0 ? 130 : 0;
}
