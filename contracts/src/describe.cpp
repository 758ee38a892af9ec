#include <cstdint>
#include <cstdio>
#include <sstream>
#include <string>
#include <string_view>

#include "mm/contracts/subject.hpp"
#include "mm/contracts/violation.hpp"

namespace mm::contracts {
namespace {

[[nodiscard]] std::string_view name_of(Phase phase) noexcept {
    switch (phase) {
        case Phase::never:
            return "never made";
        case Phase::live:
            return "live";
        case Phase::tearing_down:
            return "tearing down";
        case Phase::torn_down:
            return "torn down";
        case Phase::freed:
            return "freed";
    }
    return "unknown";
}

[[nodiscard]] std::string in_words(Place place) {
    if (place.file == nullptr) return "a destructor or an operator";
    return std::string(place.file) + ":" + std::to_string(place.line);
}

[[nodiscard]] std::string in_words(Owned owned) {
    return std::to_string(owned.raw) + " owned by raw code, " + std::to_string(owned.aref) +
           " by ARefs";
}

[[nodiscard]] std::string address(const void* object) {
    char text[2 + 2 * sizeof(std::uintptr_t) + 1];
    std::snprintf(text, sizeof text, "%p", object);
    return object == nullptr ? "null" : text;
}

void describe_subject(std::ostringstream& out, const Violation& violation) {
    out << "  mm_struct   " << address(violation.object);
    if (violation.subject == nullptr) {
        out << (violation.object == nullptr ? "\n" : ", where no mm_struct ever was\n");
        return;
    }
    const Subject& subject = *violation.subject;
    out << ", " << name_of(subject.phase.load()) << "\n";
    if (violation.counters) {
        out << "  counters    users " << violation.counters->users << ", count "
            << violation.counters->count << "\n";
    }
    out << "  users       " << in_words(subject.users.read()) << "\n"
        << "  grabs       " << in_words(subject.grabs.read()) << "\n"
        << "  allocated   " << in_words(subject.allocated.place()) << " by thread "
        << subject.allocated.thread() << "\n";
    if (subject.phase.load() == Phase::freed) {
        out << "  freed       " << in_words(subject.freed.place()) << " by thread "
            << subject.freed.thread() << "\n";
    }
}

void describe_history(std::ostringstream& out, const History& history) {
    out << "  last operations on it, oldest first";
    if (history.forgotten() != 0) out << " (" << history.forgotten() << " earlier ones forgotten)";
    out << ":\n";
    for (const Step& step : history.read()) {
        out << "    T" << step.thread << " " << spec::text(step.operation).name << " a    # "
            << in_words(step.place) << "\n";
    }
}

}  // namespace

std::string describe(const Violation& violation) {
    const spec::ClauseText& clause = spec::text(violation.clause);
    std::ostringstream out;
    out << "mmspec: " << clause.id << " broken by " << spec::text(violation.operation).name
        << (violation.refused ? " (refused, nothing changed)" : " (found after the fact)") << "\n"
        << "  rule        " << clause.rule << "\n"
        << "  cause       " << violation.cause << "\n"
        << "  cure        " << violation.cure << "\n"
        << "  at          " << in_words(violation.place) << " on thread " << violation.thread
        << "\n";
    describe_subject(out, violation);
    if (violation.subject != nullptr) describe_history(out, violation.subject->history);
    out << "  replay      write the run as an operation trace (spec/operations.md, 'Text form') "
           "and "
           "call ./mmspec replay FILE\n";
    return out.str();
}

}  // namespace mm::contracts
