#include "leak_report.hpp"

#include <pthread.h>
#include <unistd.h>

#include <cstdio>
#include <cstdlib>
#include <string>
#include <string_view>

#include "mm/contracts/leaks.hpp"
#include "mm/contracts/process_number.hpp"
#include "mm/contracts/takings.hpp"

namespace mm::checked {
namespace {

enum class Leaking : std::uint8_t { untold, reported, fails };

constexpr int bad_usage = 2;
constexpr int leaked = 1;

/// Set before every other static object is made.
constinit Leaking leaking = Leaking::reported;
/// Somebody wants to know also what is no leak.
constinit bool asked = false;
constinit bool failed = false;

[[nodiscard]] std::string_view variable(const char* name) {
    // NOLINTNEXTLINE(concurrency-mt-unsafe): before the program and after it
    const char* const value = std::getenv(name);
    return value == nullptr ? "" : value;
}

[[noreturn]] void refuse(const char* name, std::string_view value, const char* values) {
    const std::string text = std::string("mmspec: ") + name + "=" + std::string(value) +
                             " is not understood: give it " + values + ", or unset it\n";
    std::fputs(text.c_str(), stderr);
    std::fflush(nullptr);
    // Nothing of the program has run yet that could be ended in order.
    _exit(bad_usage);
}

void read_environment() {
    const std::string_view leaks = variable("MMSPEC_LEAKS");
    asked = !leaks.empty();
    if (leaks == "off") {
        leaking = Leaking::untold;
    } else if (leaks == "fail") {
        leaking = Leaking::fails;
    } else if (!leaks.empty() && leaks != "report") {
        refuse("MMSPEC_LEAKS", leaks, "off, report or fail");
    }
    const std::string_view stacks = variable("MMSPEC_LEAK_STACKS");
    if (stacks == "1") {
        contracts::record_takings();
    } else if (!stacks.empty() && stacks != "0") {
        refuse("MMSPEC_LEAK_STACKS", stacks, "0 or 1");
    }
}

/// The first line of a report in bold red, on a terminal.
[[nodiscard]] std::string coloured(const std::string& report) {
    if (isatty(STDERR_FILENO) == 0 || variable("TERM") == "dumb" || !variable("NO_COLOR").empty()) {
        return report;
    }
    const std::size_t end = report.find('\n');
    return "\033[1;31m" + report.substr(0, end) + "\033[0m" + report.substr(end);
}

// Functions that are registered first are called last, and static objects are destroyed by
// functions that were registered after their construction. So this comes before every constructor
// of a program, of which 101 is the first priority. Not a destructor function, which would come
// still later: LeakSanitizer ends the process before those.
#pragma GCC diagnostic push
#ifndef __clang__
#pragma GCC diagnostic ignored "-Wprio-ctor-dtor"
#endif
[[gnu::constructor(100)]] void before_the_program() {
    pthread_atfork(nullptr, nullptr, contracts::now_in_a_child);
    read_environment();
    std::atexit(report_leaks_at_exit);
}
#pragma GCC diagnostic pop

// After LeakSanitizer, and registered so late that it is called after whatever else writes at exit,
// such as coverage.
[[gnu::destructor(101)]] void after_the_program() {
    if (!failed) return;
    on_exit(
        [](int status, void*) {
            if (status != 0) return;
            std::fflush(nullptr);
            _exit(leaked);
        },
        nullptr);
}

}  // namespace

void report_leaks_at_exit() {
    if (leaking == Leaking::untold) return;
    const contracts::Leaks found = contracts::find_leaks();
    std::string text = found.references == 0 ? "" : coloured(found.report);
    if (asked || found.references != 0) text += found.remarks;
    std::fwrite(text.data(), 1, text.size(), stderr);
    std::fflush(stderr);
    failed = leaking == Leaking::fails && found.references != 0;
}

}  // namespace mm::checked
