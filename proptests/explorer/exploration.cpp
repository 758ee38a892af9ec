#include "explorer/exploration.hpp"

#include <set>
#include <utility>
#include <vector>

namespace mm::explorer {
namespace {

class Pending : public Branches {
 public:
    void add(ExecutionGraph&& graph) override { graphs_.push_back(std::move(graph)); }
    [[nodiscard]] bool empty() const noexcept { return graphs_.empty(); }
    [[nodiscard]] ExecutionGraph take() {
        ExecutionGraph graph = std::move(graphs_.back());
        graphs_.pop_back();
        return graph;
    }

 private:
    std::vector<ExecutionGraph> graphs_;
};

/// What makes an execution: each thread's events with their sources, and the modification orders.
[[nodiscard]] std::string fingerprint(const ExecutionGraph& graph) {
    std::string text;
    const auto name = [&](EventId event) {
        if (event == no_event) return std::string("-");
        return std::to_string(graph[event].thread) + '.' + std::to_string(graph[event].index);
    };
    for (std::size_t thread = 0; thread != most_threads; ++thread) {
        for (std::size_t index = 0; index != graph.length(thread); ++index) {
            const Event& event = graph[graph.at(thread, index)];
            text += name(event.reads_from) + ',' + name(event.older) + ',' +
                    std::to_string(event.kind == Kind::choice ? event.value : 0) + ';';
        }
        text += '|';
    }
    return text;
}

/// Whether a run that ended so is one more execution.
using Counts = std::function<bool(const ExecutionGraph&)>;

[[nodiscard]] Exploration run_all(const Program& program, Sites& sites, Strategy strategy,
                                  const std::function<bool()>& stop, const OnWrong& goes_on,
                                  const Counts& counts) {
    Pending pending;
    Machine machine(program, sites, pending, strategy);
    Exploration result;
    pending.add({});
    while (!pending.empty()) {
        if (stop()) {
            result.complete = false;
            break;
        }
        switch (machine.run(pending.take())) {
            case Ending::complete:
                if (!counts(machine.graph())) break;
                ++result.executions;
                ++result.outcomes[program.outcome()];
                break;
            case Ending::blocked:
                if (counts(machine.graph())) ++result.blocked;
                break;
            case Ending::cut:
                ++result.cut;
                break;
            case Ending::faulty:
                Finding finding = machine.finding();
                if (goes_on(finding)) {
                    ++result.wrong;
                    break;
                }
                result.finding = std::move(finding);
                result.complete = false;
                return result;
        }
    }
    return result;
}

}  // namespace

Exploration explore(const Program& program, Sites& sites, const std::function<bool()>& stop,
                    const OnWrong& goes_on) {
    return run_all(program, sites, Strategy::each_once, stop, goes_on,
                   [](const ExecutionGraph&) { return true; });
}

Exploration enumerate(const Program& program, Sites& sites, const OnWrong& goes_on) {
    std::set<std::string> seen;
    return run_all(
        program, sites, Strategy::every_order, [] { return false; }, goes_on,
        [&](const ExecutionGraph& graph) { return seen.insert(fingerprint(graph)).second; });
}

}  // namespace mm::explorer
