// An execution as the C++ memory model sees it: events, what each read read, and the order of the
// writes to each location.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>

#include "explorer/event.hpp"
#include "explorer/event_store.hpp"

namespace mm::explorer {

inline constexpr std::size_t most_locations = 48;

/// A list of events without memory of its own.
class EventList {
 public:
    void push(EventId event) noexcept { events_[size_++] = event; }
    [[nodiscard]] std::size_t size() const noexcept { return size_; }
    [[nodiscard]] EventId operator[](std::size_t index) const noexcept { return events_[index]; }
    [[nodiscard]] const EventId* begin() const noexcept { return events_.data(); }
    [[nodiscard]] const EventId* end() const noexcept { return events_.data() + size_; }

 private:
    std::array<EventId, most_events> events_;
    std::size_t size_ = 0;
};

/// What no program may do.
enum class Trouble : std::uint8_t {
    data_race,
    used_before_birth,
    used_after_end,
    ended_in_use,
    freed_twice,
    never_freed,
    /// By the program's own judge.
    judged,
    /// By what an explored program has to keep.
    not_explorable,
    /// By a bound of the explorer.
    too_many_events,
};

/// Two events that together have no meaning.
struct Fault {
    Trouble what{};
    EventId earlier = no_event;
    EventId later = no_event;
};

/// Events with reads-from and modification order, kept consistent by RC11: coherence and atomicity
/// by what `sources` and `places` offer, no cycle of program order and reads-from by construction,
/// sequential consistency by `sequentially_consistent`.
///
/// Release sequences are those of C++20: a release write and the read-modify-writes that continue
/// it. Source: Lahav, Vafeiadis, Kang, Hur and Dreyer, Repairing sequential consistency in C/C++11
/// (PLDI 2017), whose release sequences also hold later writes of the same thread.
class ExecutionGraph {
 public:
    ExecutionGraph() = default;
    ExecutionGraph(const ExecutionGraph& other) = default;
    ExecutionGraph(ExecutionGraph&&) noexcept = default;
    ExecutionGraph& operator=(const ExecutionGraph& other) = delete;
    ExecutionGraph& operator=(ExecutionGraph&&) noexcept = default;
    ~ExecutionGraph() = default;

    [[nodiscard]] std::size_t size() const noexcept { return events_.size(); }
    [[nodiscard]] const Event& operator[](EventId event) const noexcept { return events_[event]; }
    [[nodiscard]] std::size_t length(std::size_t thread) const noexcept { return length_[thread]; }
    [[nodiscard]] EventId at(std::size_t thread, std::size_t index) const noexcept {
        return threads_[thread][index];
    }
    [[nodiscard]] bool full() const noexcept { return size() == most_events; }
    /// Whether any event is sequentially consistent.
    [[nodiscard]] bool needs_total_order() const noexcept { return total_order_; }
    [[nodiscard]] EventId newest_write(LocationId location) const noexcept {
        return newest_[location];
    }
    [[nodiscard]] const EventSet& accesses(LocationId location) const noexcept {
        return accesses_[location];
    }
    /// The event by which thread 0 started the others; no_event before.
    [[nodiscard]] EventId forked() const noexcept { return fork_; }
    /// A location that no event of this graph knows; none if there are too many.
    [[nodiscard]] std::optional<LocationId> new_location() const noexcept;

    /// The writes that a next read of `thread` may read, newest first (coherence).
    [[nodiscard]] EventList sources(std::size_t thread, LocationId location) const noexcept;
    /// The writes right after which a next write of `thread` may come in the modification order,
    /// newest first (coherence, atomicity). An exclusive write has the one after what it read, or
    /// none.
    [[nodiscard]] EventList places(std::size_t thread, LocationId location,
                                   bool exclusive) const noexcept;

    /// Adds an event at the end of its thread. A read names its `reads_from`, a write its `older`;
    /// neighbours and everything that follows from the event are filled in here.
    EventId add(const Event& event);

    /// The graph of the events in `kept` alone, in their order, in which `read` has no source yet.
    /// *Requires*: `kept` holds the causes of all its events, those of `read` from its source
    /// excepted; and nothing of `read`'s thread after it.
    [[nodiscard]] ExecutionGraph revised(const EventSet& kept, EventId read) const;
    /// The number that `event` has in the graph of the events in `kept`.
    [[nodiscard]] static EventId renumbered(const EventSet& kept, EventId event) noexcept;

    /// The events on which a next event of `thread` would depend.
    [[nodiscard]] EventSet causes_of_next(std::size_t thread) const noexcept;

    /// Lets a read that `revised` has left without a source read from `write`.
    /// False if that contradicts coherence.
    [[nodiscard]] bool let_read(EventId read, EventId write) noexcept;

    /// An event before `event` with which it has no meaning.
    [[nodiscard]] std::optional<Fault> fault_of(EventId event) const noexcept;

 private:
    [[nodiscard]] EventId predecessor(std::size_t thread, std::size_t index) const noexcept;
    void derive(EventId event) noexcept;
    void insert(EventId write, EventId older) noexcept;
    [[nodiscard]] bool still_visible(const EventSet& before, EventId write) const noexcept;

    EventStore events_;
    std::array<std::array<EventId, most_events>, most_threads> threads_{};
    std::array<std::uint8_t, most_threads> length_{};
    std::array<EventId, most_locations> newest_{};
    std::array<EventSet, most_locations> accesses_{};
    std::array<EventSet, most_locations> plain_accesses_{};
    bool total_order_ = false;
    EventId fork_ = no_event;
};

/// Whether the sequentially consistent events of a graph can be put in one order, as RC11 asks
/// (its condition psc).
[[nodiscard]] bool sequentially_consistent(const ExecutionGraph& graph);

}  // namespace mm::explorer
