#include "initialisers/program.hpp"

#include <cstddef>
#include <string_view>
#include <utility>

namespace mm::proptests::initialisers {
namespace {

/// Takes numbers off the bytes; behind their end all are 0.
class Reader {
 public:
    explicit Reader(std::span<const std::uint8_t> bytes) : bytes_(bytes) {}

    [[nodiscard]] bool at_end() const noexcept { return bytes_.empty(); }

    [[nodiscard]] std::uint8_t below(std::uint8_t limit) noexcept {
        if (bytes_.empty()) return 0;
        const std::uint8_t byte = bytes_.front();
        bytes_ = bytes_.subspan(1);
        return byte % limit;
    }

    /// One part in six fails, so that trees get somewhere.
    [[nodiscard]] Part part() noexcept {
        const std::uint8_t choice = below(18);
        if (choice == 0 || choice > 3) return {};
        return {static_cast<Fault>(choice), ++error_};
    }

    [[nodiscard]] std::vector<Node> child(unsigned depth) {
        if (depth == deepest_node || below(3) != 1) return {};
        return {node(depth + 1)};
    }

    [[nodiscard]] Node node(unsigned depth) {
        Node made;
        made.head = part();
        made.left = child(depth);
        made.row = {part(), part(), part()};
        made.fixed = part();
        made.right = child(depth);
        made.tail = part();
        made.whole = part();
        return made;
    }

 private:
    std::span<const std::uint8_t> bytes_;
    int error_ = 0;
};

/// What Reader reads, in its order.
class Writer {
 public:
    void number(std::uint8_t value) { bytes_.push_back(value); }

    void node(const Node& node, unsigned depth) {
        part(node.head);
        child(node.left, depth);
        for (const Part& each : node.row) part(each);
        part(node.fixed);
        child(node.right, depth);
        part(node.tail);
        part(node.whole);
    }

    [[nodiscard]] std::vector<std::uint8_t> take() && { return std::move(bytes_); }

 private:
    void part(const Part& part) { number(static_cast<std::uint8_t>(part.fault)); }

    void child(const std::vector<Node>& nodes, unsigned depth) {
        if (depth == deepest_node) return;
        number(nodes.empty() ? 0 : 1);
        if (!nodes.empty()) node(nodes.front(), depth + 1);
    }

    std::vector<std::uint8_t> bytes_;
};

[[nodiscard]] std::string_view name(Action action) noexcept {
    constexpr std::array<std::string_view, actions> names{
        "init", "pinned_init", "value",          "take",      "reset",
        "heap", "contents",    "init_reentered", "run_twice", "into_null"};
    return names[static_cast<std::size_t>(action)];
}

[[nodiscard]] std::string text(const Part& part) {
    constexpr std::array<std::string_view, 4> faults{".", "at_once:", "in_step:", "throws:"};
    std::string text(faults[static_cast<std::size_t>(part.fault)]);
    return part.fault == Fault::none ? text : text + std::to_string(part.error);
}

[[nodiscard]] std::string text(const Node& node) {
    const auto child = [](const std::vector<Node>& nodes) {
        return nodes.empty() ? std::string("-") : text(nodes.front());
    };
    return "(" + text(node.head) + " " + child(node.left) + " [" + text(node.row[0]) + " " +
           text(node.row[1]) + " " + text(node.row[2]) + "] " + text(node.fixed) + " " +
           child(node.right) + " " + text(node.tail) + ") " + text(node.whole);
}

}  // namespace

std::vector<Statement> decode(std::span<const std::uint8_t> bytes) {
    Reader reader(bytes);
    std::vector<Statement> program;
    while (!reader.at_end() && program.size() != longest_program) {
        Statement next;
        next.action = static_cast<Action>(reader.below(actions));
        next.slot = reader.below(slots);
        switch (next.action) {
            case Action::init_reentered:
                next.within = static_cast<Action>(reader.below(actions_within));
                next.tree = reader.node(0);
                break;
            case Action::contents:
                next.users = reader.below(users_below);
                next.tree = reader.node(0);
                break;
            case Action::init:
            case Action::pinned_init:
            case Action::heap:
            case Action::run_twice:
                next.tree = reader.node(0);
                break;
            case Action::value:
            case Action::take:
            case Action::reset:
            case Action::into_null:
                break;
        }
        program.push_back(std::move(next));
    }
    return program;
}

std::vector<std::uint8_t> encode(std::span<const Statement> program) {
    Writer writer;
    for (const Statement& each : program) {
        writer.number(static_cast<std::uint8_t>(each.action));
        writer.number(each.slot);
        if (each.action == Action::init_reentered) {
            writer.number(static_cast<std::uint8_t>(each.within));
        }
        if (each.action == Action::contents) writer.number(each.users);
        if (has_tree(each.action)) writer.node(each.tree, 0);
    }
    return std::move(writer).take();
}

std::string to_text(const Statement& statement) {
    std::string line(name(statement.action));
    switch (statement.action) {
        case Action::heap:
        case Action::run_twice:
            return line + " " + text(statement.tree);
        case Action::into_null:
            return line;
        case Action::contents:
            return line + " users=" + std::to_string(statement.users) + " " + text(statement.tree);
        case Action::value:
        case Action::take:
        case Action::reset:
            return line + " s" + std::to_string(statement.slot);
        case Action::init_reentered:
            line += " with " + std::string(name(statement.within));
            break;
        case Action::init:
        case Action::pinned_init:
            break;
    }
    return line + " s" + std::to_string(statement.slot) + " " + text(statement.tree);
}

}  // namespace mm::proptests::initialisers
