// What must come of a statement; knows nothing of the library.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <vector>

#include "initialisers/program.hpp"
#include "mm/spec/clauses.hpp"

namespace mm::proptests::initialisers {

/// Lives that begin (positive) and end (negative), numbered in the order of their beginning.
using Events = std::vector<int>;

enum class Holds : std::uint8_t { nothing, value, pinned_value };

/// What one statement did, or must do.
struct Outcome {
    /// The clauses under which something was refused, in order.
    std::vector<spec::Clause> refused;
    /// The error of the initialiser, returned or thrown.
    std::optional<int> error;
    bool threw = false;
    Events events;
    std::array<Holds, slots> holds{};
    /// Whether mm_alloc_with gave an mm.
    bool made_an_mm = false;
    [[nodiscard]] friend bool operator==(const Outcome&, const Outcome&) = default;
};

/// The reference: each slot is a stack of lives, and everything that ends, ends from its top.
class Expectation {
 public:
    /// What `statement` must do after those before it.
    [[nodiscard]] Outcome next(const Statement& statement);

    /// What the end of all slots must do.
    [[nodiscard]] Events end();

 private:
    using Lives = std::vector<int>;
    struct Slot {
        Holds holds = Holds::nothing;
        Lives lives;
    };

    bool part(const Part& part, bool by_factory);
    bool children(const std::vector<Node>& nodes);
    bool node(const Node& node);
    bool step(const Part& part);
    bool fail(const Part& part, bool threw);
    void begin();
    void end(Lives& lives);
    /// Runs a tree; its lives are in `made_` if it succeeds.
    bool run(const Node& tree);
    void fill(Slot& slot, const Node& tree, Holds result);
    void refuse(spec::Clause clause);
    void reenter(const Statement& statement);

    int last_ = 0;
    Lives made_;
    Outcome outcome_;
    std::array<Slot, slots> slots_;
};

}  // namespace mm::proptests::initialisers
