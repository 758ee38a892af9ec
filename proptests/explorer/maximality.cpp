#include "explorer/maximality.hpp"

namespace mm::explorer {
namespace {

/// Whether `event` is what it would be if it were added after all of `previous`.
[[nodiscard]] bool added_maximally(const ExecutionGraph& graph, EventId id,
                                   const EventSet& previous) {
    const Event& event = graph[id];
    EventId write = id;
    switch (event.kind) {
        case Kind::read:
            write = event.reads_from;
            if (!previous.contains(write)) return false;
            break;
        case Kind::write:
        case Kind::born:
            if (event.readers.meets(previous)) return false;
            break;
        case Kind::choice:
            return event.value == 0;
        default:
            return true;
    }
    for (EventId newer = graph[write].newer; newer != no_event; newer = graph[newer].newer) {
        if (previous.contains(newer)) return false;
    }
    return true;
}

}  // namespace

std::optional<EventSet> kept_by_revisit(const ExecutionGraph& graph, EventId read,
                                        const EventSet& causes) {
    EventSet earlier;
    for (EventId id = 0; id != read; ++id) earlier.add(id);
    EventSet previous = earlier | causes;
    EventSet kept = previous;
    kept.add(read);
    for (EventId id = read; id != graph.size(); ++id) {
        previous.add(id);
        if ((id == read || !kept.contains(id)) && !added_maximally(graph, id, previous)) {
            return std::nullopt;
        }
    }
    return kept;
}

}  // namespace mm::explorer
