// Changes to inputs that are operations, all of one size: whole operations come, go and change
// places, so that what is changed is still mostly legal and stays long.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace mm::fuzz {

/// In bytes.
struct Sizes {
    std::size_t operation = 1;
    /// The most that the result may have.
    std::size_t room = 0;
};

/// A few changes: operations are inserted, dropped, swapped, copied to another place, or get
/// another byte; or several that follow each other get the same thread or the same first operand.
/// *Requires*: `bytes` or the room for one operation is not empty.
/// *Ensures*: not empty; whole operations, unless there is no room for one; the same for one seed.
[[nodiscard]] std::vector<std::uint8_t> mutate(std::span<const std::uint8_t> bytes, Sizes sizes,
                                               std::uint32_t seed);

/// Operations of one input followed by operations of the other, each in their order.
/// *Requires*, *Ensures*: as mutate.
[[nodiscard]] std::vector<std::uint8_t> cross(std::span<const std::uint8_t> one,
                                              std::span<const std::uint8_t> other, Sizes sizes,
                                              std::uint32_t seed);

}  // namespace mm::fuzz
