#include <unistd.h>
#include <filesystem>
#include <iostream>
#include <string>

#include "explorer/client_text.hpp"
#include "explorer/commands.hpp"
#include "explorer/report.hpp"
#include "explorer/saved_run.hpp"
#include "explorer/steps.hpp"
#include "runner/text_file.hpp"

namespace mm::explorer {
namespace {

/// Waits for Enter, on a terminal.
void wait_for_enter() {
    if (isatty(STDIN_FILENO) == 0 || std::cin.eof()) return;
    std::cerr << "Enter: the next step " << std::flush;
    std::string line;
    std::getline(std::cin, line);
}

}  // namespace

int replay_file(const Arguments& arguments) {
    const std::filesystem::path& file = arguments.replayed;
    const auto text = proptests::read_text(file);
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
    if (arguments.step) {
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

}  // namespace mm::explorer
