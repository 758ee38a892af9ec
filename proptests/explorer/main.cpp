// mmspec-explore: every execution of small programs over the library.
#include <csignal>
#include <iostream>
#include <string>

#include "explorer/arguments.hpp"
#include "explorer/commands.hpp"
#include "explorer/exploration.hpp"
#include "explorer/litmus/litmus.hpp"

namespace mm::explorer {
namespace {

volatile std::sig_atomic_t interrupted = 0;

}  // namespace

void hear_interrupts() {
    std::signal(SIGINT, [](int) { interrupted = 1; });
}
bool stopped() {
    return interrupted != 0;
}

int show_litmus() {
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
    if (arguments->task != Task::replay) hear_interrupts();
    switch (arguments->task) {
        case Task::help:
            std::cout << usage;
            return 0;
        case Task::orders:
            return show_orders(*arguments);
        case Task::litmus:
            return show_litmus();
        case Task::replay:
            return replay_file(*arguments);
        default:
            return explore_programs(*arguments);
    }
}
