#include "explorer/schedule.hpp"

#include <optional>
#include <utility>

namespace mm::explorer {
namespace {

/// An event by its place in its thread: its number depends on the order in which events came.
struct Place {
    std::size_t thread = 0;
    std::size_t index = 0;
    [[nodiscard]] friend bool operator==(const Place&, const Place&) = default;
};

[[nodiscard]] std::optional<Place> place(const ExecutionGraph& graph, EventId event) {
    if (event == no_event) return std::nullopt;
    return Place{graph[event].thread, graph[event].index};
}

[[nodiscard]] EventSet all_of(const ExecutionGraph& graph) {
    EventSet all;
    for (EventId event = 0; event != graph.size(); ++event) all.add(event);
    return all;
}

/// Goes the way to what is wanted of a graph that is known, in an order in which each source comes
/// before its reads.
/// *Requires*: what is wanted has the causes of all its events.
class Follow final : public Guide {
 public:
    Follow(const ExecutionGraph& goal, const EventSet& wanted) : goal_(goal), wanted_(wanted) {}

    std::optional<std::size_t> choose(const ExecutionGraph& graph,
                                      std::span<const Event> ways) override {
        for (std::size_t way = 0; way != ways.size(); ++way) {
            const Event& event = ways[way];
            const std::size_t index = graph.length(event.thread);
            if (index >= goal_.length(event.thread)) continue;
            const EventId goal = goal_.at(event.thread, index);
            if (!wanted_.contains(goal)) continue;
            const Event& wanted = goal_[goal];
            if (place(graph, event.reads_from) != place(goal_, wanted.reads_from)) continue;
            if (event.kind == Kind::write && !follows(graph, event, wanted)) continue;
            if (event.kind == Kind::choice && event.value != wanted.value) continue;
            taken_.push_back(way);
            return way;
        }
        return std::nullopt;
    }

    [[nodiscard]] Schedule taken() && { return std::move(taken_); }

 private:
    /// Whether the write comes after the newest of the wanted one's predecessors that is there.
    [[nodiscard]] bool follows(const ExecutionGraph& graph, const Event& write,
                               const Event& wanted) const {
        EventId older = wanted.older;
        while (goal_[older].index >= graph.length(goal_[older].thread)) older = goal_[older].older;
        return place(graph, write.older) == place(goal_, older);
    }

    const ExecutionGraph& goal_;
    const EventSet wanted_;
    Schedule taken_;
};

class Listed final : public Guide {
 public:
    Listed(const Schedule& schedule, std::function<void(std::span<const Event>)> before)
        : schedule_(schedule), before_(std::move(before)) {}

    std::optional<std::size_t> choose(const ExecutionGraph&, std::span<const Event> ways) override {
        before_(ways);
        return next_ == schedule_.size() ? 0 : schedule_[next_++];
    }

 private:
    const Schedule& schedule_;
    const std::function<void(std::span<const Event>)> before_;
    std::size_t next_ = 0;
};

}  // namespace

Schedule schedule_of(const Program& program, Sites& sites, const ExecutionGraph& graph) {
    Follow guide(graph, all_of(graph));
    static_cast<void>(Machine(program, sites, guide).run({}));
    return std::move(guide).taken();
}

Finding without_bystanders(const Program& program, Sites& sites, const Finding& finding) {
    const ExecutionGraph& graph = finding.graph;
    EventSet needed;
    for (const EventId id : finding.events) {
        const Event& event = graph[id];
        needed |= event.causes;
        // A read-modify-write is not left half done.
        if (event.exclusive && event.index + 1U < graph.length(event.thread)) {
            needed.add(graph.at(event.thread, event.index + 1U));
        }
    }
    Follow guide(graph, needed);
    Machine machine(program, sites, guide);
    if (machine.run({}) != Ending::faulty || machine.trouble() != finding.trouble) return finding;
    return machine.finding();
}

Replayed replay(const Program& program, Sites& sites, const Schedule& schedule,
                const BeforeStep& before) {
    const Machine* running = nullptr;
    Listed guide(schedule, [&](std::span<const Event> ways) { before(*running, ways); });
    Machine machine(program, sites, guide);
    running = &machine;
    const Ending ending = machine.run({});
    return {ending, machine.finding()};
}

}  // namespace mm::explorer
