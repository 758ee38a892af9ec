#include <sstream>
#include <string>
#include <string_view>

#include "mm/contracts/subject.hpp"
#include "mm/contracts/violation.hpp"
#include "words.hpp"

namespace mm::contracts {
namespace {

[[nodiscard]] std::string place_of(const Violation& violation) {
    const bool nested = !spec::is_in_traces(violation.operation);
    if (nested && violation.place.file == nullptr) return "the run of an initialiser";
    return in_words(violation.place);
}

void describe_subject(std::ostringstream& out, const Violation& violation) {
    const std::string_view type = violation.type;
    out << heading(violation.type) << address(violation.object);
    if (violation.subject == nullptr) {
        if (violation.object != nullptr) out << ", where no " << type << " ever was";
        out << "\n";
        return;
    }
    const Subject& subject = *violation.subject;
    out << ", " << name_of(subject.phase.load()) << "\n";
    if (violation.counters) {
        out << "  counters    users " << violation.counters->users << ", count "
            << violation.counters->count
            << (violation.refused ? "" : ", as the operation found them") << "\n";
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

void describe_history(std::ostringstream& out, const Subject& subject) {
    const History& history = subject.history;
    out << "  last operations on it, oldest first";
    if (history.forgotten() != 0) out << " (" << history.forgotten() << " earlier ones forgotten)";
    out << ":\n";
    for (const Step& step : history.read()) {
        out << "    " << in_words(step, subject.type.load()) << "\n";
    }
}

}  // namespace

std::string describe(const Violation& violation) {
    const spec::ClauseText& clause = spec::text(violation.clause);
    std::ostringstream out;
    out << "mmspec: " << clause.id << " broken by " << name_of(violation.operation, violation.type)
        << (violation.refused ? " (refused, nothing changed)" : " (found after the fact)") << "\n"
        << "  rule        " << clause.rule << "\n"
        << "  cause       " << violation.cause << "\n"
        << "  cure        " << violation.cure << "\n"
        << "  at          " << place_of(violation) << " on thread " << violation.thread << "\n";
    if (violation.atomic_since) {
        out << "  atomic      since " << in_words(*violation.atomic_since) << "\n";
    }
    if (!spec::is_in_traces(violation.operation)) {
        if (violation.object != nullptr) {
            out << "  storage     " << address(violation.object) << "\n";
        }
        return out.str();
    }
    describe_subject(out, violation);
    if (violation.subject != nullptr) describe_history(out, *violation.subject);
    // Operation traces are of mms.
    if (violation.type != mm_struct_type) return out.str();
    out << "  replay      write the run as an operation trace (spec/operations.md, 'Text form') "
           "and call ./mmspec replay FILE\n";
    return out.str();
}

}  // namespace mm::contracts
