#include <unistd.h>
#include <chrono>
#include <filesystem>
#include <iostream>
#include <string>
#include <utility>
#include <vector>

#include "explorer/catalogue.hpp"
#include "explorer/client_text.hpp"
#include "explorer/commands.hpp"
#include "explorer/exploration.hpp"
#include "explorer/report.hpp"
#include "explorer/saved_run.hpp"
#include "explorer/smallest.hpp"
#include "runner/situations.hpp"
#include "runner/text_file.hpp"

namespace mm::explorer {
namespace {

using WallClock = std::chrono::steady_clock;

/// A line that is written again and again, on a terminal.
class Progress {
 public:
    explicit Progress(std::string of) : of_(std::move(of)) {}
    void show(std::size_t programs, std::uint64_t executions, const std::string& name) {
        if (!terminal_ || WallClock::now() < next_) return;
        next_ = WallClock::now() + std::chrono::milliseconds(200);
        std::cerr << "\r\033[K" << programs << of_ << " programs, " << executions << " executions; "
                  << name.substr(0, 60) << std::flush;
    }
    void clear() const {
        if (terminal_) std::cerr << "\r\033[K" << std::flush;
    }

 private:
    std::string of_;
    bool terminal_ = isatty(STDERR_FILENO) != 0;
    WallClock::time_point next_ = WallClock::now();
};

/// Shows and saves the smallest of what is wrong.
[[nodiscard]] int report(const ClientProgram& drawn, Sites& sites, const Finding& first,
                         const std::filesystem::path& file) {
    const WrongClient smallest = made_smaller(drawn, sites, first, stopped);
    const auto& [program, finding, wrong, executions, complete] = smallest;
    const Schedule schedule = schedule_of(client(program), sites, finding.graph);
    std::cout << told(program, finding);
    if (to_text(program) != to_text(drawn)) {
        std::cout << "made smaller from: " << to_text(drawn) << "\n";
    }
    std::cout << "the smallest of " << wrong << " that break the clause, of " << executions
              << " executions that were run: "
              << (complete ? "all of this program" : "this program has more") << "\n";
    std::filesystem::path picture = file;
    picture.replace_extension(".svg");
    if (!proptests::write_text(file, to_text(SavedRun{program, schedule}, sites, finding)) ||
        !proptests::write_text(picture, timeline_svg(finding)))
        return 3;
    std::cout << "saved: " << file.string() << " and " << picture.string()
              << " (the picture)\nreplay: ./mmspec explore --replay "
              << std::filesystem::absolute(file).string() << "\n";
    return 1;
}

/// Empty, and a message, if one of them is none.
[[nodiscard]] std::vector<ClientProgram> programs_from(const std::vector<std::string>& texts) {
    std::vector<ClientProgram> programs;
    for (const std::string& text : texts) {
        std::string error;
        const auto program = client_from(text, error);
        if (!program) {
            std::cerr << "'" << text << "': " << error << "\n";
            return {};
        }
        programs.push_back(*program);
    }
    return programs;
}

/// What is gone through, for the last line.
[[nodiscard]] std::string told(const Arguments& arguments) {
    if (arguments.task == Task::programs) return "";
    const Bound& bound = arguments.bound;
    std::string text = std::to_string(bound.threads) + " threads, up to " +
                       std::to_string(bound.each) + " operations each";
    return arguments.task == Task::all
               ? "; the bound: up to " + text + ", " + std::to_string(bound.all) + " in all"
               : "; drawn with seed " + std::to_string(arguments.seed) + " from those of " + text;
}

/// Within a smaller bound not every situation can come.
[[nodiscard]] bool has_the_default_bound(const Arguments& arguments) {
    constexpr Bound least;
    const Bound& bound = arguments.bound;
    return arguments.task == Task::all && !arguments.one_interface &&
           bound.threads >= least.threads && bound.each >= least.each && bound.all >= least.all;
}

}  // namespace

int refuse(const ClientProgram& program, const Finding& finding) {
    std::cerr << "not explorable: " << to_text(program) << ": " << finding.what;
    if (finding.trouble == Trouble::too_many_events) {
        std::cerr << " (at most " << most_events << " events); give it fewer operations";
    }
    std::cerr << "\n";
    return 2;
}

int explore_programs(const Arguments& arguments) {
    const std::vector<ClientProgram> given = programs_from(arguments.programs);
    if (given.size() != arguments.programs.size()) return 2;
    Sites sites;
    proptests::Situations situations;
    Progress progress(arguments.task == Task::sample ? " of " + std::to_string(arguments.sample)
                                                     : "");
    std::size_t programs = 0;
    std::uint64_t executions = 0;
    std::uint64_t blocked = 0;
    int status = 0;
    const auto start = WallClock::now();
    const auto visit = [&](const ClientProgram& drawn) {
        const Program program = client(drawn, &situations);
        const Exploration explored = explore(program, sites, stopped);
        ++programs;
        executions += explored.executions;
        blocked += explored.blocked;
        progress.show(programs, executions, program.name);
        if (explored.finding) {
            progress.clear();
            status = not_explorable(explored.finding->trouble)
                         ? refuse(drawn, *explored.finding)
                         : report(drawn, sites, *explored.finding, arguments.save);
        }
        return status == 0 && !stopped();
    };
    if (arguments.task == Task::sample) {
        sample_clients(arguments.whole_bound(), arguments.sample, arguments.seed, visit);
    } else if (given.empty()) {
        for_each_client(arguments.whole_bound(), visit);
    } else {
        for (const ClientProgram& drawn : given) {
            if (!visit(drawn)) break;
        }
    }
    progress.clear();
    if (status > 1) return status;
    const std::chrono::duration<double> took = WallClock::now() - start;
    std::cout << programs << " programs, " << executions << " executions, " << blocked
              << " that wait for ever, in " << took.count() << " s ("
              << static_cast<std::uint64_t>(static_cast<double>(executions + blocked) /
                                            took.count())
              << " a second)" << told(arguments) << ": "
              << (status != 0 ? "one is wrong"
                  : stopped() ? "interrupted, all right so far"
                              : "all are right")
              << "\n";
    if (arguments.distribution) {
        situations.print(spec::Searched::explored, {}, std::cout);
    }
    if (status == 0 && stopped()) return 130;
    if (status == 0 && has_the_default_bound(arguments) &&
        !situations.suffice(spec::Searched::explored, {}, std::cout)) {
        return 1;
    }
    return status;
}

}  // namespace mm::explorer
