#include "explorer/saved_run.hpp"

#include <charconv>
#include <sstream>
#include <string_view>
#include <system_error>

#include "explorer/client_text.hpp"
#include "explorer/report.hpp"

namespace mm::explorer {
namespace {

constexpr std::string_view program_line = "# program: ";
constexpr std::string_view schedule_line = "# schedule:";

}  // namespace

std::string to_text(const SavedRun& run, Sites& sites, const Finding& finding) {
    std::string text = "# " + std::string(spec::text(clause_of(finding)).id) +
                       ", in one execution of many\n" + std::string(program_line) +
                       to_text(run.program) + "\n" + std::string(schedule_line);
    // Past its end the first way is taken.
    Schedule schedule = run.schedule;
    while (!schedule.empty() && schedule.back() == 0) schedule.pop_back();
    for (const std::size_t way : schedule) text += ' ' + std::to_string(way);
    return text + '\n' + trace_of(run.program, sites, run.schedule);
}

std::optional<SavedRun> run_from(const std::string& text, std::string& error) {
    std::istringstream lines(text);
    std::optional<ClientProgram> program;
    std::optional<Schedule> schedule;
    error = "no line '" + std::string(program_line) + "...'";
    for (std::string line; std::getline(lines, line);) {
        if (line.starts_with(program_line)) {
            program = client_from(std::string_view(line).substr(program_line.size()), error);
        } else if (line.starts_with(schedule_line)) {
            std::istringstream numbers(line.substr(schedule_line.size()));
            schedule.emplace();
            for (std::string number; numbers >> number;) {
                std::size_t way = 0;
                const char* const end = number.data() + number.size();
                if (const auto read = std::from_chars(number.data(), end, way);
                    read.ec != std::errc() || read.ptr != end) {
                    error = "'" + number + "' in the line '" + std::string(schedule_line) +
                            " ...' is no number of a way";
                    return std::nullopt;
                }
                schedule->push_back(way);
            }
        }
    }
    if (!program) return std::nullopt;
    if (!schedule) {
        error = "no line '" + std::string(schedule_line) + " ...'";
        return std::nullopt;
    }
    return SavedRun{*program, *schedule};
}

std::string verdict(const Finding& finding) {
    return "broken: " + std::string(spec::text(clause_of(finding)).id) + ": " +
           std::string(trouble_in_words(finding)) + "\n";
}

std::string told(const ClientProgram& program, const Finding& finding) {
    return verdict(finding) + to_text(program) + "\n" + timeline_text(finding);
}

}  // namespace mm::explorer
