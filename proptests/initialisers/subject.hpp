// The library's side of a program of initialisations: the objects, and their initialisers.
#pragma once

#include <array>
#include <cstddef>
#include <memory>
#include <stdexcept>
#include <utility>

#include "initialisers/expectation.hpp"
#include "mm/mm.hpp"

namespace mm::proptests::initialisers {

using Made = mm::Outcome<int>;

/// What a step throws.
struct Thrown {
    int error;
};

/// Where lives are written down.
struct Diary {
    int last = 0;
    Events events;
    /// An object of the library was copied bitwise or moved: it ended elsewhere than it began.
    bool moved = false;
};

/// Writes down its beginning and its end.
class Life {
 public:
    explicit Life(Diary& diary) : diary_(&diary), began_(this), number_(++diary.last) {
        diary.events.push_back(number_);
    }
    Life(Life&&) = delete;
    Life& operator=(Life&&) = delete;
    ~Life() {
        diary_->moved = diary_->moved || began_ != this;
        diary_->events.push_back(-number_);
    }

 private:
    Diary* diary_;
    const Life* began_;
    int number_;
};

/// Could be moved, so that it has unpinned initialisers; nothing here moves one.
class MovableLife {
 public:
    explicit MovableLife(Diary& diary) : life_(diary), diary_(&diary) {}
    MovableLife(MovableLife&& other) noexcept : life_(*other.diary_), diary_(other.diary_) {
        diary_->moved = true;
    }
    MovableLife& operator=(MovableLife&&) = delete;
    ~MovableLife() = default;

 private:
    Life life_;
    Diary* diary_;
};

struct Branch {
    MovableLife head;
    std::unique_ptr<Branch> left;
    std::array<MovableLife, 3> row;
    Life fixed;
    std::unique_ptr<Branch> right;
    const MovableLife tail;
};

/// What the slots hold: can be moved without a trace in the diary.
struct Tree {
    std::unique_ptr<Branch> root;
    int number;
};

/// The contents of an mm.
class Forest final : public AddressSpace {
 public:
    std::unique_ptr<Branch> root;
};

[[nodiscard]] inline Made step(const Part& part) {
    if (part.fault == Fault::step_throws) throw Thrown{part.error};
    return part.fault == Fault::in_step ? Made::failure(part.error) : Made::success();
}

/// A function that makes a life, and throws for at_once.
[[nodiscard]] inline auto by_factory(Diary& diary, const Part& part) {
    return [&diary, part] {
        if (part.fault == Fault::at_once) throw Thrown{part.error};
        return MovableLife(diary);
    };
}

/// Fills storage itself, and fails for at_once.
template <typename L>
[[nodiscard]] auto by_hand(Diary& diary, const Part& part) {
    return [&diary, part](L* storage) {
        if (part.fault == Fault::at_once) return Made::failure(part.error);
        ::new (static_cast<void*>(storage)) L(diary);
        return Made::success();
    };
}

/// A further branch, or null.
[[nodiscard]] Made make_child(Diary& diary, const std::vector<Node>& nodes,
                              std::unique_ptr<Branch>* storage);

[[nodiscard]] inline auto child(Diary& diary, const std::vector<Node>& nodes) {
    return init_from([&diary, &nodes](std::unique_ptr<Branch>* storage) {
        return make_child(diary, nodes, storage);
    });
}

/// An initialiser of a branch. *Requires*: diary and node outlive it.
[[nodiscard]] inline auto branch(Diary& diary, const Node& node) {
    const auto then = [](const Part& part) { return [&part](auto&&) { return step(part); }; };
    return pin_chain(
        init_fields<Branch>(
            field<&Branch::head>(chain(by_factory(diary, node.head), then(node.head))),
            field<&Branch::left>(child(diary, node.left)),
            field<&Branch::row>(init_array([&diary, &node, then](std::size_t index) {
                const Part& part = node.row[index];
                return chain(init_from(by_hand<MovableLife>(diary, part)), then(part));
            })),
            field<&Branch::fixed>(
                pin_chain(pin_init_from(by_hand<Life>(diary, node.fixed)), then(node.fixed))),
            field<&Branch::right>(child(diary, node.right)),
            field<&Branch::tail>(pin_chain(by_factory(diary, node.tail), then(node.tail)))),
        then(node.whole));
}

/// Makes a branch on the heap.
[[nodiscard]] inline Made make_branch(Diary& diary, const Node& node,
                                      std::unique_ptr<Branch>& made) {
    auto result = make_on_heap<Branch>(branch(diary, node));
    if (!result) return Made::failure(std::move(result).error());
    made = std::move(result).value();
    return Made::success();
}

inline Made make_child(Diary& diary, const std::vector<Node>& nodes,
                       std::unique_ptr<Branch>* storage) {
    std::unique_ptr<Branch> child;
    if (!nodes.empty()) {
        auto made = make_branch(diary, nodes.front(), child);
        if (!made) return made;
    }
    ::new (static_cast<void*>(storage)) std::unique_ptr<Branch>(std::move(child));
    return Made::success();
}

inline constexpr int tree_number = 7;

/// An initialiser of what a slot holds: one branch, and a number by a value and a step.
[[nodiscard]] inline auto tree(Diary& diary, const Node& node) {
    return init_fields<Tree>(
        field<&Tree::root>(
            chain([] { return std::unique_ptr<Branch>(); },
                  [&diary, &node](auto& root) { return make_branch(diary, node, root); })),
        field<&Tree::number>(chain(tree_number - 1, [](int& number) { ++number; })));
}

/// An initialiser of the contents of an mm.
[[nodiscard]] inline auto forest(Diary& diary, const Node& node) {
    return pin_chain(
        [] { return Forest(); },
        [&diary, &node](Pinned<Forest> made) { return make_branch(diary, node, made->root); });
}

}  // namespace mm::proptests::initialisers
