// The condition of RC11 on sequentially consistent accesses and fences.
#include <array>

#include "explorer/execution_graph.hpp"

namespace mm::explorer {
namespace {

using Relation = std::array<EventSet, most_events>;

/// The relations of a graph that the condition speaks of, as the successors of each event.
class Relations {
 public:
    explicit Relations(const ExecutionGraph& graph)
        : graph_(graph), size_(static_cast<EventId>(graph.size())) {
        for (EventId id = 0; id != size_; ++id) {
            const Event& event = graph[id];
            if (event.order == std::memory_order_seq_cst) {
                (event.kind == Kind::fence ? fences_ : accesses_).add(id);
            }
            EventSet earlier = event.before;
            earlier.remove(id);
            earlier.for_each([&](EventId other) { happens_before_[other].add(id); });
        }
        order_by_program();
        order_by_coherence();
    }

    /// No cycle among the sequentially consistent events.
    [[nodiscard]] bool hold() const {
        Relation next{};
        const EventSet events = accesses_ | fences_;
        events.for_each(
            [&](EventId from) { next[from] = (base(from) | between_fences(from)) & events; });
        // Takes away, again and again, what nothing leads to: a cycle stays.
        EventSet left = events;
        for (;;) {
            EventSet led_to;
            left.for_each([&](EventId from) { led_to |= next[from]; });
            const EventSet remaining = left & led_to;
            if (remaining == left) return left.empty();
            left = remaining;
        }
    }

 private:
    void order_by_program() {
        for (std::size_t thread = 0; thread != most_threads; ++thread) {
            EventSet later;
            for (std::size_t index = graph_.length(thread); index-- != 0;) {
                const EventId id = graph_.at(thread, index);
                program_[id] = later;
                later.add(id);
            }
        }
    }

    /// Modification order and from-reads, and with reads-from all that coherence orders (eco).
    void order_by_coherence() {
        for (EventId id = 0; id != size_; ++id) {
            if (!writes(graph_[id].kind)) continue;
            EventSet newer;
            for (EventId write = graph_[id].newer; write != no_event; write = graph_[write].newer) {
                newer.add(write);
            }
            modification_[id] = newer;
            graph_[id].readers.for_each([&](EventId read) {
                from_read_[read] = newer;
                from_read_[read].remove(read);
            });
        }
        for (EventId id = 0; id != size_; ++id) {
            const EventSet writes_after = modification_[id] | from_read_[id];
            coherence_[id] = writes_after | graph_[id].readers;
            writes_after.for_each([&](EventId write) { coherence_[id] |= graph_[write].readers; });
        }
    }

    [[nodiscard]] EventSet image(const Relation& relation, const EventSet& of) const {
        EventSet found;
        of.for_each([&](EventId id) { found |= relation[id]; });
        return found;
    }
    [[nodiscard]] EventSet at_location(LocationId location) const {
        return location == no_location ? EventSet{} : graph_.accesses(location);
    }
    /// What comes after in the same thread and speaks of another location.
    [[nodiscard]] EventSet elsewhere(EventId id) const {
        return program_[id] - at_location(graph_[id].location);
    }

    /// scb: what an order of the sequentially consistent events has to respect.
    [[nodiscard]] EventSet respected(EventId from) const {
        EventSet found = program_[from] | modification_[from] | from_read_[from] |
                         (happens_before_[from] & at_location(graph_[from].location));
        elsewhere(from).for_each([&](EventId middle) {
            happens_before_[middle].for_each([&](EventId last) { found |= elsewhere(last); });
        });
        return found;
    }

    [[nodiscard]] EventSet base(EventId from) const {
        EventSet starts;
        starts.add(from);
        if (fences_.contains(from)) starts |= happens_before_[from];
        EventSet reached;
        starts.for_each([&](EventId start) { reached |= respected(start); });
        return (reached & accesses_) | ((reached | image(happens_before_, reached)) & fences_);
    }

    [[nodiscard]] EventSet between_fences(EventId from) const {
        if (!fences_.contains(from)) return {};
        const EventSet& after = happens_before_[from];
        return (after | image(happens_before_, image(coherence_, after))) & fences_;
    }

    const ExecutionGraph& graph_;
    EventId size_;
    EventSet accesses_, fences_;
    Relation happens_before_{}, program_{}, modification_{}, from_read_{}, coherence_{};
};

}  // namespace

bool sequentially_consistent(const ExecutionGraph& graph) {
    return !graph.needs_total_order() || Relations(graph).hold();
}

}  // namespace mm::explorer
