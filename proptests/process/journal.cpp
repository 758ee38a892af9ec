#include "journal.hpp"

#include <iomanip>
#include <ostream>
#include <utility>

namespace mm::process {
namespace {

constexpr int step_width = 4;
constexpr int done_width = 41;
constexpr int kernel_width = 15;
constexpr int library_width = 30;

void print_row(std::ostream& out, std::string_view step, std::string_view done,
               std::string_view kernel, std::string_view library, std::string_view agree) {
    out << std::right << std::setw(step_width) << step << "  " << std::left << std::setw(done_width)
        << done << ' ' << std::setw(kernel_width) << kernel << ' ' << std::setw(library_width)
        << library << ' ' << agree << std::endl;
}

}  // namespace

void Journal::start(std::string_view scenario) {
    scenario_ = scenario;
    step_in_scenario_ = 0;
    out_ << "\n" << ++scenarios_ << ". " << scenario << "\n";
    print_row(out_, "step", "what was done", "kernel says", "library says", "agree?");
}

void Journal::add(Step step) {
    ++steps_;
    print_row(out_, std::to_string(++step_in_scenario_), step.done, step.kernel, step.library,
              step.broken ? "NO" : "yes");
    if (!step.broken) return;
    tally_.broke(step.broken->clause);
    out_ << "      " << spec::text(step.broken->clause).id << ": " << step.broken->reason << "\n";
    disagreements_.push_back({scenario_, step_in_scenario_, std::move(step)});
}

void Journal::not_run(const std::string& reason) {
    out_ << "      not run: " << reason << std::endl;
}

void Journal::broken_off(const std::string& reason) {
    out_ << "      broken off: " << reason << std::endl;
}

}  // namespace mm::process
