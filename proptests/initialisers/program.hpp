// Programs of initialisations that a property and a fuzz target try.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace mm::proptests::initialisers {

/// How one part of a tree fails.
enum class Fault : std::uint8_t { none, at_once, in_step, step_throws };

/// One part: what goes wrong with it, and the error that it then has.
struct Part {
    Fault fault = Fault::none;
    int error = 0;
};

/// A node: its parts in the order in which they are made, with a further node, or none, before the
/// second and before the last; `whole` is a step on the node once it is made.
struct Node {
    Part head;
    std::vector<Node> left;
    std::array<Part, 3> row;
    Part fixed;
    std::vector<Node> right;
    Part tail;
    Part whole;
};

enum class Action : std::uint8_t {
    init,
    pinned_init,
    value,
    take,
    reset,
    /// make_on_heap, and what it made is destroyed.
    heap,
    /// mm_alloc_with, and the life of the mm.
    contents,
    /// init, whose initialiser works on the slot that it fills.
    init_reentered,
    /// An initialiser that is run for the second time.
    run_twice,
    /// init_into a null pointer.
    into_null,
};
inline constexpr std::uint8_t actions = 10;
/// The first of them: what init_reentered can do within.
inline constexpr std::uint8_t actions_within = 5;
/// The users of the mm that `contents` makes are fewer.
inline constexpr std::uint8_t users_below = 4;

struct Statement {
    Action action{};
    std::uint8_t slot = 0;
    Node tree;
    /// What init_reentered does within.
    Action within{};
    std::uint8_t users = 1;
};

inline constexpr std::uint8_t slots = 2;

/// A program has no more statements, and a tree no more nodes below its own.
inline constexpr std::size_t longest_program = 24;
inline constexpr unsigned deepest_node = 3;

[[nodiscard]] constexpr bool has_tree(Action action) noexcept {
    return action != Action::value && action != Action::take && action != Action::reset &&
           action != Action::into_null;
}

/// Any bytes are a program.
[[nodiscard]] std::vector<Statement> decode(std::span<const std::uint8_t> bytes);

/// Bytes that are this program; where something fails its error is numbered anew.
/// *Requires*: no longer and no deeper than a program can be.
[[nodiscard]] std::vector<std::uint8_t> encode(std::span<const Statement> program);

/// One statement a line, for people.
[[nodiscard]] std::string to_text(const Statement& statement);

}  // namespace mm::proptests::initialisers
