#include "initialisers/situations.hpp"

#include <algorithm>
#include <cstddef>
#include <optional>

namespace mm::proptests::initialisers {

using spec::Clause;
using spec::Situation;

namespace {

constexpr std::ptrdiff_t many = 5;

[[nodiscard]] bool fills_slot(Action action) {
    return action == Action::init || action == Action::pinned_init ||
           action == Action::init_reentered;
}

[[nodiscard]] unsigned depth(const Node& node) {
    const unsigned left = node.left.empty() ? 0 : depth(node.left.front());
    const unsigned right = node.right.empty() ? 0 : depth(node.right.front());
    return 1 + std::max(left, right);
}

/// The part that has this error, which no other part of the tree has.
struct Place {
    enum class Where : std::uint8_t { head, row, fixed, tail, whole } where{};
    Fault fault{};
    unsigned depth = 1;
};

[[nodiscard]] std::optional<Place> find(const Node& node, int error, unsigned depth = 1) {
    const auto is = [error](const Part& part) {
        return part.fault != Fault::none && part.error == error;
    };
    const auto place = [depth](Place::Where where, const Part& part) {
        return Place{where, part.fault, depth};
    };
    if (is(node.head)) return place(Place::Where::head, node.head);
    for (const Part& part : node.row) {
        if (is(part)) return place(Place::Where::row, part);
    }
    if (is(node.fixed)) return place(Place::Where::fixed, node.fixed);
    if (is(node.tail)) return place(Place::Where::tail, node.tail);
    if (is(node.whole)) return place(Place::Where::whole, node.whole);
    for (const auto* child : {&node.left, &node.right}) {
        if (child->empty()) continue;
        if (const auto found = find(child->front(), error, depth + 1)) return found;
    }
    return std::nullopt;
}

}  // namespace

void InitialiserSituations::after(const Statement& statement, const Outcome& outcome) {
    for (const Clause clause : outcome.refused) refused(clause);
    reached_.reached_if(statement.action == Action::init_reentered && !outcome.refused.empty() &&
                            !outcome.events.empty(),
                        Situation::initialisers_reentered);
    if (outcome.error) {
        failed(statement, outcome);
    } else if (outcome.refused.empty()) {
        made(statement, outcome);
    }
    held_ = outcome.holds;
    if (fills_slot(statement.action)) last_failed_[statement.slot] = outcome.error.has_value();
}

void InitialiserSituations::made(const Statement& statement, const Outcome& outcome) {
    const Action action = statement.action;
    const bool held = held_[statement.slot] != Holds::nothing;
    const bool runs = !outcome.events.empty();
    reached_.reached_if(action == Action::init, Situation::initialisers_init);
    reached_.reached_if(action == Action::pinned_init, Situation::initialisers_pinned_init);
    reached_.reached_if(action == Action::take, Situation::initialisers_take);
    reached_.reached_if(action == Action::reset && held, Situation::initialisers_reset);
    reached_.reached_if(fills_slot(action) && last_failed_[statement.slot],
                        Situation::initialisers_filled_after_failure);
    reached_.reached_if(action == Action::heap, Situation::initialisers_on_heap);
    reached_.reached_if(action == Action::contents && statement.users > 1,
                        Situation::initialisers_mm_with_contents);
    reached_.reached_if(runs && depth(statement.tree) >= 3, Situation::initialisers_nested);
}

void InitialiserSituations::failed(const Statement& statement, const Outcome& outcome) {
    reached_.reached_if(statement.action == Action::contents,
                        Situation::initialisers_mm_without_contents);
    reached_.reached_if(outcome.threw, Situation::initialisers_throws);
    const auto ended = std::count_if(outcome.events.begin(), outcome.events.end(),
                                     [](int event) { return event < 0; });
    reached_.reached_if(ended >= many, Situation::initialisers_many_undone);
    const auto place = find(statement.tree, *outcome.error);
    if (!place) return;
    reached_.reached_if(place->depth > 1, Situation::initialisers_fails_nested);
    using Where = Place::Where;
    reached_.reached_if(place->where == Where::head, Situation::initialisers_fails_at_first);
    reached_.reached_if(place->where == Where::row, Situation::initialisers_fails_in_array);
    reached_.reached_if(place->where == Where::tail, Situation::initialisers_fails_at_last);
    reached_.reached_if(place->where == Where::whole, Situation::initialisers_fails_when_whole);
    reached_.reached_if(place->fault == Fault::in_step, Situation::initialisers_fails_in_chain);
}

void InitialiserSituations::refused(Clause clause) {
    reached_.reached_if(clause == Clause::init_storage, Situation::initialisers_refused_storage);
    reached_.reached_if(clause == Clause::init_once, Situation::initialisers_refused_once);
    reached_.reached_if(clause == Clause::init_held, Situation::initialisers_refused_held);
    reached_.reached_if(clause == Clause::init_pinned, Situation::initialisers_refused_pinned);
}

}  // namespace mm::proptests::initialisers
