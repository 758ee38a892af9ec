// The steps of an execution, one after another.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "explorer/machine.hpp"

namespace mm::explorer {

/// A value as one reads it: what is named, or a little more than that, by the name; a small number
/// below zero as one; others that are large in hexadecimal.
[[nodiscard]] std::string in_words(const Finding& finding, Word value);

/// What happens from where the threads start.
class Timeline {
 public:
    /// One step of a thread: an event, or the two of a read-modify-write.
    struct Row {
        EventId first = no_event;
        EventId last = no_event;
        bool trouble = false;
    };
    enum class Order : std::uint8_t {
        /// What has fewer causes comes first.
        by_causes,
        /// As a run that was guided has added them.
        as_added,
    };

    /// *Requires*: `finding` outlives this.
    explicit Timeline(const Finding& finding, Order order = Order::by_causes);

    [[nodiscard]] const std::vector<Row>& rows() const { return rows_; }
    [[nodiscard]] std::size_t threads() const { return threads_; }
    [[nodiscard]] std::size_t thread(const Row& row) const { return graph_[row.first].thread; }
    /// The row of the write that a row reads, if another thread wrote it.
    [[nodiscard]] std::optional<std::size_t> source(const Row& row) const;
    [[nodiscard]] std::string describe(const Row& row) const;
    /// A row in a line, with a column for each thread.
    [[nodiscard]] std::string line(std::size_t number) const;

 private:
    [[nodiscard]] std::size_t number_of_causes(EventId id) const;
    void add(EventId id);
    [[nodiscard]] std::string order_of(const Row& row) const;
    [[nodiscard]] std::string source_in_words(const Row& row) const;

    const Finding& finding_;
    const ExecutionGraph& graph_;
    std::vector<Row> rows_;
    std::array<EventId, most_events> row_of_{};
    std::size_t threads_ = 0;
};

}  // namespace mm::explorer
