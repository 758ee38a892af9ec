// A whole execution of a client: what happened, and what happened before what.
#pragma once

#include <cstddef>
#include <optional>

#include "concurrent/linearization.hpp"
#include "explorer/client_record.hpp"
#include "explorer/execution_graph.hpp"
#include "mm/raw_calls.hpp"

namespace mm::explorer {

class ClientExecution {
 public:
    /// Of so many threads; `count_born` is the event of thread 0 that begins the count, right after
    /// that of the users.
    /// *Requires*: record and graph outlive this.
    ClientExecution(const Record& record, const Initial& initial, std::size_t threads,
                    const ExecutionGraph& graph, std::size_t count_born);

    /// With the free, which no call tells of: the object ends with the count in it.
    [[nodiscard]] const proptests::History& history() const noexcept { return history_; }
    [[nodiscard]] const ExecutionGraph& graph() const noexcept { return graph_; }
    [[nodiscard]] LocationId users() const noexcept { return users_; }
    [[nodiscard]] Span span(proptests::Position position) const;
    /// By happens-before, from the last event of the one to the first of the other.
    [[nodiscard]] bool precedes(proptests::Position left, proptests::Position right) const;
    [[nodiscard]] bool with_anothers_grab(proptests::Position position) const {
        return record_.lanes[position.lane][position.index].with_anothers_grab;
    }

 private:
    const Record& record_;
    const ExecutionGraph& graph_;
    proptests::History history_;
    LocationId users_ = no_location;
    std::optional<Span> freed_{};
};

/// The happenings of a record alone, of so many threads.
[[nodiscard]] proptests::History history_of(const Record& record, const Initial& initial,
                                            std::size_t threads);

}  // namespace mm::explorer
