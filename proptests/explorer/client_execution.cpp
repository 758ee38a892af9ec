#include "explorer/client_execution.hpp"

namespace mm::explorer {

using proptests::Happening;
using proptests::History;
using proptests::Position;

History history_of(const Record& record, const Initial& initial, std::size_t threads) {
    History history;
    history.mms = {{initial.users, initial.grabs}};
    history.threads = threads + 1;
    history.lanes.resize(history.threads + 1);
    for (std::size_t lane = 0; lane != history.lanes.size(); ++lane) {
        for (std::size_t index = 0; index != record.lengths[lane]; ++index) {
            history.lanes[lane].push_back(record.lanes[lane][index].happening);
        }
    }
    return history;
}

ClientExecution::ClientExecution(const Record& record, const Initial& initial, std::size_t threads,
                                 const ExecutionGraph& graph, std::size_t count_born)
    : record_(record),
      graph_(graph),
      history_(history_of(record, initial, threads)),
      users_(graph[graph.at(0, count_born - 1)].location) {
    const LocationId count = graph[graph.at(0, count_born)].location;
    graph.accesses(count).for_each([&](EventId id) {
        const Event& event = graph[id];
        if (event.kind != Kind::gone) return;
        freed_ = Span{event.thread, event.index, event.index};
        history_.lanes.back().push_back(
            {.what = Happening::What::freed, .mm = proptests::MmName::a});
    });
}

Span ClientExecution::span(Position position) const {
    return position.index < record_.lengths[position.lane]
               ? record_.lanes[position.lane][position.index].span
               : freed_.value_or(Span{});
}

bool ClientExecution::precedes(Position left, Position right) const {
    const Span earlier = span(left);
    const Span later = span(right);
    return graph_[graph_.at(later.thread, later.first)].before.contains(
               graph_.at(earlier.thread, earlier.last)) &&
           !(earlier.thread == later.thread && earlier.last >= later.first);
}

}  // namespace mm::explorer
