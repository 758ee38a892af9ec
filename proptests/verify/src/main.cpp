// mmspec-verify: does this build keep the clauses?
#include <algorithm>
#include <csignal>
#include <exception>
#include <iostream>
#include <random>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

#include "closing.hpp"
#include "failure.hpp"
#include "mm/spec/clauses.hpp"
#include "options.hpp"
#include "plan.hpp"
#include "report.hpp"
#include "runner.hpp"
#include "screen.hpp"
#include "table.hpp"

namespace {

using namespace mm::verify;

/// Steps that use one processor each; more at once would only disturb each other.
[[nodiscard]] std::size_t steps_together() {
    return std::clamp(std::thread::hardware_concurrency(), 1U, 2U);
}

[[nodiscard]] ExitStatus verify(const Options& options) {
    const std::uint64_t seed = options.seed.value_or(std::random_device{}());
    const std::vector<Step> steps = plan(options, seed);

    Screen screen;
    screen.line(std::to_string(mm::spec::clauses.size()) + " clauses, " +
                std::to_string(steps.size()) + " steps; seed " + std::to_string(seed) +
                " (the same again with --seed " + std::to_string(seed) + ")");
    Report report(screen, steps);
    const bool whole = run_steps(steps, options.deadline, steps_together(), report);

    const std::vector<Result>& results = report.results();
    const Closing closing = close(steps, results, !whole);
    screen.line();
    if (closing.status == ExitStatus::interrupted) {
        screen.line(screen.paint(Colour::yellow, "interrupted: what was done until then"));
    }
    print_table(screen, total(results), layers_not_run(steps, results));
    screen.line();
    const bool held = closing.status == ExitStatus::held;
    screen.line(screen.paint(held ? Colour::green : Colour::red, closing.sentence));
    if (!screen.flush()) {
        throw Failure(ExitStatus::environment,
                      "cannot print the result; is standard output closed, or its disk full?");
    }
    return closing.status;
}

[[nodiscard]] ExitStatus run(const std::vector<std::string_view>& arguments) {
    const Options options = parse_options(arguments);
    if (options.help) {
        std::cout << help_text();
        return ExitStatus::held;
    }
    return verify(options);
}

}  // namespace

int main(int count, char** values) {
    // A reader that went away is found when the result is printed.
    std::signal(SIGPIPE, SIG_IGN);
    try {
        return static_cast<int>(run({values + std::min(count, 1), values + count}));
    } catch (const Failure& failure) {
        std::cerr << "mmspec-verify: " << failure.what() << "\n";
        return static_cast<int>(failure.status());
    } catch (const std::exception& error) {
        std::cerr << "mmspec-verify: " << error.what() << "\n";
        return static_cast<int>(ExitStatus::environment);
    }
}
