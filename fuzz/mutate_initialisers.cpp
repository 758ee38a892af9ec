#include "mutate_initialisers.hpp"

#include <algorithm>
#include <array>
#include <iterator>
#include <random>
#include <utility>

#include "initialisers/program.hpp"

namespace mm::fuzz {

namespace {

using namespace proptests::initialisers;

using Program = std::vector<Statement>;

/// Shorter programs are made longer more often than not.
constexpr std::size_t short_program = 22;
constexpr std::size_t most_new_statements = 4;
constexpr std::size_t most_statements_gone = 4;
constexpr std::size_t most_program_changes = 3;

/// A node of a program, and how many are above it in its tree.
struct Place {
    Node* node = nullptr;
    unsigned depth = 0;
};

void collect(Node& node, unsigned depth, std::vector<Place>& found) {
    found.push_back({&node, depth});
    for (Node& child : node.left) collect(child, depth + 1, found);
    for (Node& child : node.right) collect(child, depth + 1, found);
}

[[nodiscard]] std::vector<Place> places_in(Program& program) {
    std::vector<Place> found;
    for (Statement& each : program) {
        if (has_tree(each.action)) collect(each.tree, 0, found);
    }
    return found;
}

/// What is too deep goes.
void cut(Node& node, unsigned depth) {
    for (std::vector<Node>* const children : {&node.left, &node.right}) {
        if (depth == deepest_node) children->clear();
        for (Node& child : *children) cut(child, depth + 1);
    }
}

[[nodiscard]] std::array<Part*, 7> parts_of(Node& node) {
    return {&node.head,  &node.row[0], &node.row[1], &node.row[2],
            &node.fixed, &node.tail,   &node.whole};
}

class ProgramChange {
 public:
    ProgramChange(std::span<const std::uint8_t> bytes, std::uint32_t seed)
        : program_(decode(bytes)), random_(seed) {}

    [[nodiscard]] Program mutated() {
        if (program_.empty()) insert();
        for (std::size_t left = 1 + below(most_program_changes); left != 0; --left) change();
        return std::move(program_);
    }

    [[nodiscard]] Program crossed(Program other) {
        std::vector<Place> theirs = places_in(other);
        const std::vector<Place> ours = places_in(program_);
        if (one_in(2) && !theirs.empty() && !ours.empty()) {
            graft(ours[below(ours.size())], *theirs[below(theirs.size())].node);
        } else {
            join(std::move(other));
        }
        if (program_.empty()) insert();
        return std::move(program_);
    }

 private:
    using Change = void (ProgramChange::*)();

    [[nodiscard]] std::size_t below(std::size_t bound) { return (random_() >> 4) % bound; }
    [[nodiscard]] bool one_in(std::size_t number) { return below(number) == 0; }
    [[nodiscard]] auto at(std::size_t statement) {
        return program_.begin() + static_cast<std::ptrdiff_t>(statement);
    }

    void change() {
        constexpr std::array<Change, 9> changes{
            &ProgramChange::insert, &ProgramChange::copy,   &ProgramChange::drop,
            &ProgramChange::swap,   &ProgramChange::aim,    &ProgramChange::splice,
            &ProgramChange::prune,  &ProgramChange::refail, &ProgramChange::refail};
        constexpr std::size_t lengthening = 2;
        const bool is_short = program_.size() < short_program && one_in(2);
        (this->*changes[below(is_short ? lengthening : changes.size())])();
    }

    [[nodiscard]] Part part() {
        if (!one_in(12)) return {};
        return {static_cast<Fault>(1 + below(3)), 0};
    }
    [[nodiscard]] std::vector<Node> child(unsigned depth) {
        if (depth == deepest_node || !one_in(4)) return {};
        return {node(depth + 1)};
    }
    [[nodiscard]] Node node(unsigned depth) {
        Node made;
        for (Part* const each : parts_of(made)) *each = part();
        made.left = child(depth);
        made.right = child(depth);
        return made;
    }
    void aim(Statement& statement) {
        statement.action = static_cast<Action>(below(actions));
        statement.slot = static_cast<std::uint8_t>(below(slots));
        statement.within = static_cast<Action>(below(actions_within));
        statement.users = static_cast<std::uint8_t>(below(users_below));
    }

    void insert() {
        std::size_t left = 1 + below(most_new_statements);
        for (; left != 0 && program_.size() != longest_program; --left) {
            Statement made;
            aim(made);
            made.tree = node(0);
            program_.insert(at(below(program_.size() + 1)), std::move(made));
        }
    }

    void drop() {
        if (program_.size() < 2) return;
        const std::size_t from = below(program_.size());
        const std::size_t gone = std::min(
            {1 + below(most_statements_gone), program_.size() - from, program_.size() - 1});
        program_.erase(at(from), at(from + gone));
    }

    void swap() { std::swap(program_[below(program_.size())], program_[below(program_.size())]); }

    void copy() {
        if (program_.size() == longest_program) return swap();
        Statement copied = program_[below(program_.size())];
        program_.insert(at(below(program_.size() + 1)), std::move(copied));
    }

    void aim() {
        Statement& statement = program_[below(program_.size())];
        aim(statement);
    }

    /// The subtree is put below the place, or in it.
    void graft(Place place, Node subtree) {
        unsigned depth = place.depth;
        Node* into = place.node;
        if (depth != deepest_node && !one_in(3)) {
            std::vector<Node>& children = one_in(2) ? into->left : into->right;
            children.resize(1);
            into = &children.front();
            ++depth;
        }
        cut(subtree, depth);
        *into = std::move(subtree);
    }

    void splice() {
        const std::vector<Place> places = places_in(program_);
        if (places.empty()) return insert();
        Node subtree = *places[below(places.size())].node;
        graft(places[below(places.size())], std::move(subtree));
    }

    void prune() {
        std::vector<Place> places = places_in(program_);
        std::erase_if(places, [](const Place& place) {
            return place.node->left.empty() && place.node->right.empty();
        });
        if (places.empty()) return splice();
        Node& pruned = *places[below(places.size())].node;
        (pruned.right.empty() || (!pruned.left.empty() && one_in(2)) ? pruned.left : pruned.right)
            .clear();
    }

    /// The first of the faults of a tree decides, so mostly the others go.
    void refail() {
        std::vector<Statement*> with_tree;
        for (Statement& each : program_) {
            if (has_tree(each.action)) with_tree.push_back(&each);
        }
        if (with_tree.empty()) return insert();
        std::vector<Place> places;
        collect(with_tree[below(with_tree.size())]->tree, 0, places);
        if (!one_in(4)) {
            for (const Place& each : places) {
                for (Part* const healed : parts_of(*each.node)) *healed = {};
            }
        }
        const auto parts = parts_of(*places[below(places.size())].node);
        parts[below(parts.size())]->fault = static_cast<Fault>(below(4));
    }

    void join(Program other) {
        if (!program_.empty()) program_.resize(1 + below(program_.size()));
        const std::size_t from = below(other.size() + 1);
        const std::size_t taken = std::min(other.size() - from, longest_program - program_.size());
        const auto start = other.begin() + static_cast<std::ptrdiff_t>(from);
        std::move(start, start + static_cast<std::ptrdiff_t>(taken), std::back_inserter(program_));
    }

    Program program_;
    std::minstd_rand random_;
};

/// Whole statements, as many as have room, at least one, of which a part may have none.
[[nodiscard]] std::vector<std::uint8_t> fitted(Program program, std::size_t room) {
    std::vector<std::uint8_t> bytes = encode(program);
    while (bytes.size() > room && program.size() > 1) {
        program.pop_back();
        bytes = encode(program);
    }
    if (bytes.size() > room) bytes.resize(room);
    return bytes;
}

}  // namespace

std::vector<std::uint8_t> mutate_initialisers(std::span<const std::uint8_t> bytes, std::size_t room,
                                              std::uint32_t seed) {
    return fitted(ProgramChange(bytes, seed).mutated(), room);
}

std::vector<std::uint8_t> cross_initialisers(std::span<const std::uint8_t> one,
                                             std::span<const std::uint8_t> other, std::size_t room,
                                             std::uint32_t seed) {
    return fitted(ProgramChange(one, seed).crossed(decode(other)), room);
}

}  // namespace mm::fuzz
