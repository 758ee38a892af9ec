// Every misuse of the interface that a checked build refuses.
#pragma once

#include <functional>
#include <optional>
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
    /// Made by a destructor, which lets out nothing that the handler throws.
    bool in_a_destructor = false;
    /// The tier of the reference that belongs to raw code afterwards (Sleep.orphan).
    std::optional<spec::Tier> orphan{};
};

/// The refused result of an operation that has none: Refusal, under the clause of the report.
template <typename Call>
[[nodiscard]] auto throws_refusal_under(spec::Clause clause, Call call) {
    return [clause, call](Scene& scene) {
        try {
            call(scene);
        } catch (const Refusal& refusal) {
            return refusal.clause() == clause;
        }
        return false;
    };
}

/// Adds those of async_misuses.cpp.
void add_async_misuses(std::vector<Misuse>& list);

/// Adds those of initialiser_misuses.cpp, which need no mm.
void add_initialiser_misuses(std::vector<Misuse>& list);

/// In the order of their golden text.
[[nodiscard]] const std::vector<Misuse>& misuses();

}  // namespace mm::tests
