#include "explorer/smallest.hpp"

#include <string>
#include <utility>

#include "explorer/client_text.hpp"
#include "explorer/report.hpp"
#include "explorer/schedule.hpp"

namespace mm::explorer {
namespace {

[[nodiscard]] bool breaks(spec::Clause clause, const Finding& finding) {
    return !not_explorable(finding.trouble) && clause_of(finding) == clause;
}

/// Says when as many executions were run as may be, or `stop` does.
[[nodiscard]] std::function<bool()> at_most(std::uint64_t executions,
                                            const std::function<bool()>& stop) {
    return [&stop, left = executions]() mutable { return left == 0 || (--left, stop()); };
}

/// A program that can be written down; the others say of themselves that they are none.
void add_if_it_is_one(const ClientProgram& program, std::vector<ClientProgram>& programs) {
    std::string error;
    if (const auto read = client_from(to_text(program), error)) programs.push_back(*read);
}

/// What has been taken away so far, and the execution that is wrong still.
struct Reduction {
    ClientProgram program;
    Finding finding;
    spec::Clause clause;
    Sites& sites;
    const std::function<bool()>& enough;

    [[nodiscard]] bool takes_one_thing() {
        for (const ClientProgram& less : with_one_thing_less(program)) {
            if (goes_on_with(less)) return true;
        }
        return false;
    }
    /// Such as a reference and the operation that gives it up.
    [[nodiscard]] bool takes_two_things() {
        for (const ClientProgram& less : with_one_thing_less(program)) {
            for (const ClientProgram& still_less : with_one_thing_less(less)) {
                if (goes_on_with(still_less)) return true;
            }
        }
        return false;
    }

 private:
    [[nodiscard]] bool goes_on_with(const ClientProgram& less) {
        Exploration explored = explore(client(less), sites, enough, [this](const Finding& found) {
            return !not_explorable(found.trouble) && !breaks(clause, found);
        });
        if (!explored.finding || !breaks(clause, *explored.finding)) return false;
        program = less;
        finding = *std::move(explored.finding);
        return true;
    }
};

}  // namespace

Size size_of(const Finding& finding) {
    return {finding.graph.size(), switches_of_thread(finding)};
}

WrongClient smallest_execution(const ClientProgram& program, Sites& sites, const Finding& finding,
                               const std::function<bool()>& stop) {
    const Program explored = client(program);
    const spec::Clause clause = clause_of(finding);
    WrongClient smallest{.program = program, .finding = finding};
    const auto consider = [&](const Finding& found) {
        if (size_of(found) < size_of(smallest.finding)) smallest.finding = Finding(found);
    };
    const Exploration all =
        explore(explored, sites, at_most(most_executions_for_the_smallest, stop),
                [&](const Finding& found) {
                    if (!breaks(clause, found)) return !not_explorable(found.trouble);
                    ++smallest.wrong;
                    consider(found);
                    if (const Finding needed = without_bystanders(explored, sites, found);
                        breaks(clause, needed)) {
                        consider(needed);
                    }
                    return true;
                });
    smallest.executions = all.executions + all.blocked + all.cut + all.wrong;
    smallest.complete = all.complete;
    return smallest;
}

std::vector<ClientProgram> with_one_thing_less(const ClientProgram& program) {
    std::vector<ClientProgram> programs;
    const std::size_t threads = program.drawn.threads.size();
    for (std::size_t thread = 1; thread <= threads; ++thread) {
        ClientProgram less = program;
        auto& owned = less.drawn.owned;
        less.drawn.threads.erase(less.drawn.threads.begin() + static_cast<std::ptrdiff_t>(thread) -
                                 1);
        for (std::size_t next = thread; next < threads; ++next) owned[next] = owned[next + 1];
        add_if_it_is_one(less, programs);
    }
    for (std::size_t thread = 0; thread != threads; ++thread) {
        for (std::size_t operation = 0; operation != program.drawn.threads[thread].size();
             ++operation) {
            ClientProgram less = program;
            auto& operations = less.drawn.threads[thread];
            operations.erase(operations.begin() + static_cast<std::ptrdiff_t>(operation));
            add_if_it_is_one(less, programs);
        }
    }
    for (std::size_t thread = 1; thread <= threads; ++thread) {
        for (std::uint32_t proptests::Owned::*const references :
             {&proptests::Owned::users, &proptests::Owned::grabs}) {
            ClientProgram less = program;
            if (less.drawn.owned[thread][0].*references == 0) continue;
            --(less.drawn.owned[thread][0].*references);
            add_if_it_is_one(less, programs);
        }
    }
    return programs;
}

WrongClient made_smaller(const ClientProgram& program, Sites& sites, const Finding& finding,
                         const std::function<bool()>& stop) {
    const auto enough = at_most(most_executions_for_a_smaller_program, stop);
    Reduction reduction{program, Finding(finding), clause_of(finding), sites, enough};
    while (reduction.takes_one_thing() || reduction.takes_two_things()) {
    }
    return smallest_execution(reduction.program, sites, reduction.finding, stop);
}

}  // namespace mm::explorer
