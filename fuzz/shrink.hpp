// Smaller inputs that show the same.
#pragma once

#include <cstddef>
#include <optional>
#include <string>

#include "inputs.hpp"

namespace mm::fuzz {

struct Shrunk {
    Input input;
    /// The clause that it breaks, as the target says; empty if it says none.
    std::string clause;
    /// How many inputs were run for it.
    std::size_t tried = 0;
};

/// Leaves out of the input what it can, by whole units, as long as it fails and breaks the same
/// clause. Each try is a process of its own.
/// *Errors*: empty if the input does not fail by itself.
[[nodiscard]] std::optional<Shrunk> shrink(const Input& input);

}  // namespace mm::fuzz
