#include "explorer/execution_graph.hpp"

namespace mm::explorer {

std::optional<LocationId> ExecutionGraph::new_location() const noexcept {
    for (std::size_t location = 0; location != most_locations; ++location) {
        if (accesses_[location].empty()) return static_cast<LocationId>(location);
    }
    return std::nullopt;
}

EventId ExecutionGraph::predecessor(std::size_t thread, std::size_t index) const noexcept {
    if (index != 0) return threads_[thread][index - 1];
    return thread == 0 ? no_event : fork_;
}

EventSet ExecutionGraph::causes_of_next(std::size_t thread) const noexcept {
    const EventId last = predecessor(thread, length_[thread]);
    return last == no_event ? EventSet{} : events_[last].causes;
}

/// Whether a thread that knows `before` may still read `write`, as far as `write` itself goes: a
/// write that it knows of, or one that a read which it knows of has read, hides all older ones.
bool ExecutionGraph::still_visible(const EventSet& before, EventId write) const noexcept {
    return before.contains(write) || events_[write].readers.meets(before);
}

EventList ExecutionGraph::sources(std::size_t thread, LocationId location) const noexcept {
    const EventId last = predecessor(thread, length_[thread]);
    const EventSet before = last == no_event ? EventSet{} : events_[last].before;
    EventList found;
    for (EventId write = newest_[location]; write != no_event; write = events_[write].older) {
        found.push(write);
        if (still_visible(before, write)) break;
    }
    return found;
}

EventList ExecutionGraph::places(std::size_t thread, LocationId location,
                                 bool exclusive) const noexcept {
    const auto taken = [this](EventId older) {
        const EventId newer = events_[older].newer;
        return newer != no_event && events_[newer].exclusive;
    };
    EventList found;
    if (exclusive) {
        const EventId read = predecessor(thread, length_[thread]);
        const EventId source = events_[read].reads_from;
        if (!taken(source)) found.push(source);
        return found;
    }
    for (const EventId older : sources(thread, location)) {
        if (!taken(older)) found.push(older);
    }
    return found;
}

void ExecutionGraph::insert(EventId write, EventId older) noexcept {
    Event& inserted = events_[write];
    inserted.older = older;
    inserted.newer = older == no_event ? no_event : events_[older].newer;
    if (older != no_event) events_[older].newer = write;
    if (inserted.newer != no_event) {
        events_[inserted.newer].older = write;
    } else {
        newest_[inserted.location] = write;
    }
}

/// Fills in what follows from the events before.
void ExecutionGraph::derive(EventId id) noexcept {
    Event& event = events_[id];
    if (const EventId last = predecessor(event.thread, event.index); last != no_event) {
        event.before = events_[last].before;
        event.causes = events_[last].causes;
        if (event.index != 0) {
            event.unacquired = events_[last].unacquired;
            event.released = events_[last].released;
        }
    }
    event.before.add(id);
    event.causes.add(id);
    switch (event.kind) {
        case Kind::read: {
            Event& source = events_[event.reads_from];
            source.readers.add(id);
            event.value = source.value;
            event.causes |= source.causes;
            (acquires(event.order) ? event.before : event.unacquired) |= source.message;
            break;
        }
        case Kind::write:
            event.message = releases(event.order) ? event.before : event.released;
            if (event.exclusive) event.message |= events_[event.older].message;
            break;
        case Kind::fence:
            if (acquires(event.order)) event.before |= event.unacquired;
            if (releases(event.order)) event.released = event.before;
            break;
        case Kind::join:
            for (std::size_t thread = 1; thread != most_threads; ++thread) {
                if (length_[thread] == 0) continue;
                const Event& last = events_[threads_[thread][length_[thread] - 1U]];
                event.before |= last.before;
                event.causes |= last.causes;
            }
            break;
        default:
            break;
    }
    if (event.order == std::memory_order_seq_cst) total_order_ = true;
    if (event.kind == Kind::fork) fork_ = id;
    if (event.location != no_location) {
        accesses_[event.location].add(id);
        if (is_plain(event.kind)) plain_accesses_[event.location].add(id);
    }
}

EventId ExecutionGraph::add(const Event& event) {
    const auto id = static_cast<EventId>(size());
    Event& added = events_.push_back(event);
    added.index = length_[event.thread];
    threads_[event.thread][length_[event.thread]++] = id;
    if (writes(event.kind)) {
        if (event.kind == Kind::born) newest_[event.location] = no_event;
        insert(id, event.kind == Kind::born ? no_event : event.older);
    }
    derive(id);
    return id;
}

EventId ExecutionGraph::renumbered(const EventSet& kept, EventId event) noexcept {
    EventId number = 0;
    kept.for_each([&](EventId other) {
        if (other < event) ++number;
    });
    return number;
}

ExecutionGraph ExecutionGraph::revised(const EventSet& kept, EventId read) const {
    std::array<EventId, most_events> number{};
    ExecutionGraph graph;
    kept.for_each([&](EventId id) {
        number[id] = static_cast<EventId>(graph.size());
        const Event& old = events_[id];
        Event copy = old;
        copy.before = copy.unacquired = copy.released = copy.message = copy.causes = copy.readers =
            EventSet{};
        copy.older = copy.newer = no_event;
        graph.events_.push_back(copy);
        graph.threads_[old.thread][graph.length_[old.thread]++] = number[id];
    });
    // The modification orders, without the writes that are gone.
    kept.for_each([&](EventId id) {
        const Event& old = events_[id];
        if (!writes(old.kind)) return;
        EventId older = old.older;
        while (older != no_event && !kept.contains(older)) older = events_[older].older;
        Event& copy = graph.events_[number[id]];
        copy.older = older == no_event ? no_event : number[older];
        if (older != no_event) graph.events_[number[older]].newer = number[id];
    });
    kept.for_each([&](EventId id) {
        Event& copy = graph.events_[number[id]];
        if (writes(copy.kind) && copy.newer == no_event) graph.newest_[copy.location] = number[id];
        if (copy.kind != Kind::read) return;
        copy.reads_from = id == read ? no_event : number[copy.reads_from];
    });
    // A read may have a source that was added after it: what depends on it comes after that.
    EventSet derived;
    const EventSet to_derive = [&] {
        EventSet all;
        for (EventId id = 0; id != graph.size(); ++id) all.add(id);
        all.remove(number[read]);
        return all;
    }();
    const auto ready = [&](EventId id) {
        const Event& event = graph.events_[id];
        const EventId last = graph.predecessor(event.thread, event.index);
        if (last != no_event && !derived.contains(last)) return false;
        if (event.kind == Kind::read) return derived.contains(event.reads_from);
        return !(event.kind == Kind::write && event.exclusive) || derived.contains(event.older);
    };
    while (derived != to_derive) {
        (to_derive - derived).for_each([&](EventId id) {
            if (graph.events_[id].kind == Kind::fork) graph.fork_ = id;
            if (!ready(id)) return;
            graph.derive(id);
            derived.add(id);
        });
    }
    return graph;
}

bool ExecutionGraph::let_read(EventId read, EventId write) noexcept {
    Event& event = events_[read];
    const EventId last = predecessor(event.thread, event.index);
    const EventSet before = last == no_event ? EventSet{} : events_[last].before;
    for (EventId newer = events_[write].newer; newer != no_event; newer = events_[newer].newer) {
        if (still_visible(before, newer)) return false;
    }
    event.reads_from = write;
    if (event.comparison.compares) {
        event.exclusive = events_[write].value == event.comparison.expected;
        event.order = event.exclusive ? event.comparison.on_success : event.comparison.on_failure;
    }
    derive(read);
    return true;
}

std::optional<Fault> ExecutionGraph::fault_of(EventId id) const noexcept {
    const Event& event = events_[id];
    if (event.location == no_location) return std::nullopt;
    const EventSet others =
        is_plain(event.kind) ? accesses_[event.location] : plain_accesses_[event.location];
    std::optional<Fault> found;
    others.for_each([&](EventId other_id) {
        if (found || other_id == id) return;
        const Event& other = events_[other_id];
        const bool ordered = event.before.contains(other_id) || other.before.contains(id);
        if (other.kind == Kind::gone && event.before.contains(other_id)) {
            found = Fault{Trouble::used_after_end, other_id, id};
        } else if (!ordered && (other.kind == Kind::gone || event.kind == Kind::gone)) {
            found = Fault{Trouble::ended_in_use, other_id, id};
        } else if (!ordered && other.kind == Kind::born) {
            found = Fault{Trouble::used_before_birth, other_id, id};
        } else if (!ordered && (other.kind == Kind::plain_write || other.kind == Kind::write ||
                                event.kind == Kind::plain_write || event.kind == Kind::write)) {
            found = Fault{Trouble::data_race, other_id, id};
        }
    });
    return found;
}

}  // namespace mm::explorer
