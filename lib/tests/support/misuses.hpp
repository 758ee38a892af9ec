// Every misuse of the interface that a checked build refuses.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "mm/mm.hpp"
#include "support/scene.hpp"

namespace mm::tests {

/// One wrong call in an otherwise legal program.
struct Misuse {
    /// In words: the heading in the golden text.
    std::string name;
    /// The clause under which it is refused.
    spec::Clause clause;
    /// The legal part before.
    std::function<void(Scene&)> prepare;
    /// The wrong call, at misuse_place; true if it gave the refused result that
    /// spec/operations.md states. Lets out what the handler throws.
    std::function<bool(Scene&)> commit;
    Initial initial{};
};

/// In the order of their golden text.
[[nodiscard]] const std::vector<Misuse>& misuses();

}  // namespace mm::tests
