// The clauses that clients break.
#include <string>

#include "explorer/client.hpp"

namespace mm::explorer {

spec::Clause clause_of(const Finding& finding) {
    using spec::Clause;
    switch (finding.trouble) {
        case Trouble::data_race:
            return Clause::visibility_teardown;
        case Trouble::used_before_birth:
            return Clause::threads_parallel;
        case Trouble::used_after_end:
            return Clause::free_nothing_after;
        case Trouble::ended_in_use: {
            // The contents end at teardown, the counts with the struct.
            const LocationId location = finding.graph[finding.events.front()].location;
            return finding.names[location].starts_with("a.written") ? Clause::visibility_teardown
                                                                    : Clause::visibility_free;
        }
        case Trouble::freed_twice:
            return Clause::free_once;
        case Trouble::never_freed:
            return Clause::liveness_freed;
        default:
            break;
    }
    for (std::size_t clause = 0; clause != spec::clauses.size(); ++clause) {
        const std::string id(spec::clauses[clause].id);
        if (finding.what.starts_with(id + ' ')) return static_cast<Clause>(clause);
    }
    return Clause::threads_parallel;
}

std::string_view trouble_in_words(const Finding& finding) {
    std::string_view what = finding.what;
    const std::string judged = std::string(spec::text(clause_of(finding)).id) + " broken; ";
    if (what.starts_with(judged)) what.remove_prefix(judged.size());
    return what;
}

}  // namespace mm::explorer
