// Which executions to revisit, so that each is run once.
#pragma once

#include <optional>

#include "explorer/execution_graph.hpp"

namespace mm::explorer {

/// What is left of `graph` when the earlier `read` is to read a write that depends on `causes`:
/// all that was added before the read, and the causes. Nothing if another execution leads there:
/// only from a graph in which all that would be dropped is as it would be if it were added last is
/// the step taken, and there is exactly one such graph.
///
/// Source: Kokologiannakis, Marmanis, Gladstein and Vafeiadis, Truly stateless, optimal dynamic
/// partial order reduction (POPL 2022).
[[nodiscard]] std::optional<EventSet> kept_by_revisit(const ExecutionGraph& graph, EventId read,
                                                      const EventSet& causes);

}  // namespace mm::explorer
