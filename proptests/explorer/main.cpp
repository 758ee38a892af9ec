// mmspec-explore: every execution of small programs over the library.
#include <unistd.h>
#include <chrono>
#include <csignal>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <optional>
#include <sstream>
#include <string>
#include <utility>
#include <vector>

#include "explorer/arguments.hpp"
#include "explorer/catalogue.hpp"
#include "explorer/client.hpp"
#include "explorer/client_text.hpp"
#include "explorer/exploration.hpp"
#include "explorer/litmus/litmus.hpp"
#include "explorer/orders.hpp"
#include "explorer/report.hpp"
#include "explorer/saved_run.hpp"
#include "explorer/smallest.hpp"
#include "explorer/steps.hpp"
#include "runner/situations.hpp"
#include "runner/text_file.hpp"

namespace mm::explorer {
namespace {

using WallClock = std::chrono::steady_clock;

volatile std::sig_atomic_t interrupted = 0;

[[nodiscard]] bool stopped() {
    return interrupted != 0;
}

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

/// Empty, and a message, if it cannot be read.
[[nodiscard]] std::optional<std::string> text_of(const std::filesystem::path& file) {
    std::ifstream in(file);
    std::ostringstream text;
    if (text << in.rdbuf()) return std::move(text).str();
    std::cerr << file.string() << ": cannot be read: check the name and the rights\n";
    return std::nullopt;
}

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

/// Of a program that is neither right nor wrong.
[[nodiscard]] int refuse(const ClientProgram& program, const Finding& finding) {
    std::cerr << "not explorable: " << to_text(program) << ": " << finding.what;
    if (finding.trouble == Trouble::too_many_events) {
        std::cerr << " (at most " << most_events << " events); give it fewer operations";
    }
    std::cerr << "\n";
    return 2;
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

[[nodiscard]] int explore_all(const Arguments& arguments) {
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

/// Puts the table into the page, if it is another one.
[[nodiscard]] int renew(const std::filesystem::path& page, const std::string& table) {
    const auto text = text_of(page);
    if (!text) return 2;
    const auto renewed = with_orders_table(*text, table);
    if (!renewed) {
        std::cerr << page.string()
                  << ": has no table of memory orders: name the page that has it\n";
        return 2;
    }
    if (*renewed != *text && !proptests::write_text(page, *renewed)) return 3;
    std::cout << page.string() << (*renewed == *text ? ": up to date\n" : ": renewed\n");
    return 0;
}

[[nodiscard]] int show_orders(const Bound& bound, const std::filesystem::path& page) {
    bool each_has_its_use = true;
    const auto tell = [&](const Weakening& weakening) {
        std::cout << file_of(weakening.site) << ", " << function_of(weakening.site) << ": "
                  << name_of(weakening.site.part) << ", " << name_of(weakening.by) << " instead of "
                  << name_of(weakening.site.order) << "\n";
        each_has_its_use &= weakening.finding.has_value();
        if (weakening.finding) {
            std::cout << told(*weakening.program, *weakening.finding) << std::endl;
        } else {
            std::cout << "nothing breaks within the bound, in " << weakening.executions
                      << " executions\n"
                      << std::endl;
        }
    };
    const auto weakenings = weaken_each(bound, tell, stopped);
    if (stopped()) {
        std::cout << "interrupted; what was shown holds, the rest is not known\n";
        return 130;
    }
    std::cout << orders_table(weakenings);
    if (!each_has_its_use || weakenings.empty()) return 1;
    return page.empty() ? 0 : renew(page, orders_table(weakenings));
}

[[nodiscard]] int show_litmus() {
    for (const Litmus& litmus : litmus_programs()) {
        Sites sites;
        const Exploration explored = explore(litmus.program, sites, stopped);
        if (stopped()) return 130;
        std::cout << litmus.name << ": " << explored.executions << " executions\n";
        for (const auto& [outcome, times] : explored.outcomes) {
            std::cout << "    " << outcome << "  (" << times << ")\n";
        }
        for (const std::string& outcome : litmus.forbidden) {
            std::cout << "    " << outcome << "  forbidden\n";
        }
    }
    return 0;
}

/// Waits for Enter, on a terminal.
void wait_for_enter() {
    if (isatty(STDIN_FILENO) == 0 || std::cin.eof()) return;
    std::cerr << "Enter: the next step " << std::flush;
    std::string line;
    std::getline(std::cin, line);
}

[[nodiscard]] int replay_file(const std::filesystem::path& file, bool step) {
    const auto text = text_of(file);
    if (!text) return 2;
    std::string error;
    const auto run = run_from(*text, error);
    if (!run) {
        std::cerr << file.string() << ": " << error
                  << "; it is not a file that mmspec explore has saved\n";
        return 2;
    }
    Sites sites;
    const SteppedRun stepped = replay_in_steps(client(run->program), sites, run->schedule);
    const Replayed& replayed = stepped.replayed;
    const bool wrong = replayed.ending == Ending::faulty;
    if (wrong && not_explorable(replayed.finding.trouble)) {
        return refuse(run->program, replayed.finding);
    }
    if (step) {
        std::cout << to_text(run->program) << "\n";
        tell_steps(stepped, std::cout, wait_for_enter);
        if (wrong) std::cout << verdict(replayed.finding);
    } else {
        std::cout << (wrong ? told(run->program, replayed.finding)
                            : to_text(run->program) + "\n" + timeline_text(replayed.finding));
    }
    if (wrong) return 1;
    if (replayed.ending == Ending::cut) {
        std::cout << "no step is left to it: the schedule is of another program\n";
        return 2;
    }
    std::cout << "this execution is right"
              << (replayed.ending == Ending::blocked ? ": a thread waits for what no other will do"
                                                     : "")
              << "\n";
    return 0;
}

}  // namespace
}  // namespace mm::explorer

int main(int count, char** values) {
    using namespace mm::explorer;
    std::string error;
    const auto arguments = arguments_from({values + 1, values + count}, error);
    if (!arguments) {
        std::cerr << error << "\n" << usage;
        return 2;
    }
    // One that is told step by step ends where it waits.
    if (arguments->task != Task::replay) std::signal(SIGINT, [](int) { interrupted = 1; });
    switch (arguments->task) {
        case Task::help:
            std::cout << usage;
            return 0;
        case Task::orders:
            return show_orders(arguments->bound, arguments->renewed);
        case Task::litmus:
            return show_litmus();
        case Task::replay:
            return replay_file(arguments->replayed, arguments->step);
        default:
            return explore_all(*arguments);
    }
}
