#include "finding.hpp"

#include <sstream>
#include <vector>

#include "kept_trace.hpp"
#include "operations/trace_text.hpp"

namespace mm::fuzz {

using proptests::Operation;

namespace {

[[nodiscard]] std::string headline(const Finding& finding) {
    if (!finding.clause) return finding.text;
    return "broken: " + std::string(spec::text(*finding.clause).id) + ": " + finding.text;
}

/// While an operation on the mm is stopped nothing has judged its counters (Count.word), so what
/// they were may be part of what is wrong.
void forget_counters_in_flight(const std::vector<Operation>& operations,
                               std::vector<proptests::Outcome>& outcomes) {
    proptests::ReferenceModel model;
    for (std::size_t number = 0; number != outcomes.size(); ++number) {
        const auto subject = model.subject(operations[number]);
        model.apply(operations[number]);
        if (subject && model.is_busy(*subject)) outcomes[number].counters.reset();
    }
}

}  // namespace

std::string to_trace(const Finding& finding) {
    std::vector<Operation> operations = finding.run.done();
    std::vector<proptests::Outcome> outcomes = finding.run.outcomes();
    forget_counters_in_flight(operations, outcomes);
    // What the last operation gave is what is wrong, so it is left to the model.
    if (finding.unfinished) {
        operations.push_back(*finding.unfinished);
    } else if (!outcomes.empty()) {
        outcomes.pop_back();
    }
    proptests::ReferenceModel after = finding.run.model();
    for (const Operation& operation : after.release_all()) {
        operations.push_back(operation);
        outcomes.resize(operations.size() - 1);
        outcomes.push_back(after.apply(operation));
    }
    std::ostringstream trace;
    const std::string said = headline(finding);
    trace << "# " << said.substr(0, said.find('\n')) << "\n";
    trace << proptests::to_text(operations, outcomes);
    std::string leaks;
    for (std::size_t index = 0; index != proptests::mm_names; ++index) {
        const auto name = static_cast<proptests::MmName>(index);
        if (!after.was_made(name) || after.is_freed(name)) continue;
        leaks += " " + std::string(proptests::mm_name_texts[index]);
    }
    if (!leaks.empty()) trace << "leak" << leaks << "\n";
    return trace.str();
}

void keep(const Finding& finding, const std::string& prefix) {
    say(headline(finding) + "\n");
    keep_trace(to_trace(finding), prefix, "./mmspec replay");
}

}  // namespace mm::fuzz
