#include "initialisers/expectation.hpp"

#include <algorithm>
#include <utility>

namespace mm::proptests::initialisers {

using spec::Clause;

Outcome Expectation::next(const Statement& statement) {
    outcome_ = {};
    Slot& slot = slots_[statement.slot];
    switch (statement.action) {
        case Action::init:
            fill(slot, statement.tree, Holds::value);
            break;
        case Action::pinned_init:
            fill(slot, statement.tree, Holds::pinned_value);
            break;
        case Action::init_reentered:
            reenter(statement);
            break;
        case Action::value:
            if (slot.holds == Holds::nothing) refuse(Clause::init_held);
            break;
        case Action::take:
            if (slot.holds == Holds::nothing) {
                refuse(Clause::init_held);
            } else if (slot.holds == Holds::pinned_value) {
                refuse(Clause::init_pinned);
            } else {
                end(slot.lives);
                slot.holds = Holds::nothing;
            }
            break;
        case Action::reset:
            end(slot.lives);
            slot.holds = Holds::nothing;
            break;
        case Action::heap:
            if (run(statement.tree)) end(made_);
            break;
        case Action::contents:
            if (statement.users == 0) {
                refuse(Clause::bound_limit);
            } else if (run(statement.tree)) {
                outcome_.made_an_mm = true;
                end(made_);
            }
            break;
        case Action::run_twice:
            if (run(statement.tree)) end(made_);
            refuse(Clause::init_once);
            break;
        case Action::into_null:
            refuse(Clause::init_storage);
            break;
    }
    for (std::size_t number = 0; number != slots; ++number) {
        outcome_.holds[number] = slots_[number].holds;
    }
    return std::move(outcome_);
}

Events Expectation::end() {
    outcome_ = {};
    for (std::size_t number = slots; number != 0; --number) end(slots_[number - 1].lives);
    return std::move(outcome_.events);
}

void Expectation::begin() {
    made_.push_back(++last_);
    outcome_.events.push_back(last_);
}

void Expectation::end(Lives& lives) {
    std::for_each(lives.rbegin(), lives.rend(),
                  [&](int life) { outcome_.events.push_back(-life); });
    lives.clear();
}

void Expectation::refuse(Clause clause) {
    outcome_.refused.push_back(clause);
}

bool Expectation::fail(const Part& part, bool threw) {
    outcome_.error = part.error;
    outcome_.threw = threw;
    return false;
}

/// Only what the step does: at_once has no meaning where something was made before.
bool Expectation::step(const Part& part) {
    if (part.fault == Fault::in_step) return fail(part, false);
    if (part.fault == Fault::step_throws) return fail(part, true);
    return true;
}

bool Expectation::part(const Part& part, bool by_factory) {
    if (part.fault == Fault::at_once) return fail(part, by_factory);
    begin();
    return step(part);
}

bool Expectation::children(const std::vector<Node>& nodes) {
    return nodes.empty() || node(nodes.front());
}

bool Expectation::node(const Node& node) {
    return part(node.head, true) && children(node.left) && part(node.row[0], false) &&
           part(node.row[1], false) && part(node.row[2], false) && part(node.fixed, false) &&
           children(node.right) && part(node.tail, true) && step(node.whole);
}

bool Expectation::run(const Node& tree) {
    if (node(tree)) return true;
    end(made_);
    return false;
}

void Expectation::fill(Slot& slot, const Node& tree, Holds result) {
    if (slot.holds != Holds::nothing) return refuse(Clause::init_storage);
    if (!run(tree)) return;
    slot.lives = std::exchange(made_, {});
    slot.holds = result;
}

void Expectation::reenter(const Statement& statement) {
    Slot& slot = slots_[statement.slot];
    if (slot.holds != Holds::nothing) return refuse(Clause::init_storage);
    const bool fills = statement.within == Action::init || statement.within == Action::pinned_init;
    if (node(statement.tree)) {
        refuse(fills ? Clause::init_storage : Clause::init_held);
        slot.lives = std::exchange(made_, {});
        slot.holds = Holds::value;
    } else {
        end(made_);
    }
}

}  // namespace mm::proptests::initialisers
