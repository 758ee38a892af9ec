// Changes to inputs that are programs of initialisers: statements and subtrees come, go and change
// places, and something else fails.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace mm::fuzz {

/// A few changes: statements are inserted, dropped, swapped, copied to another place, or work on
/// something else; a subtree is put where another was, or goes; another part of a tree fails.
/// *Ensures*: a program, written as it is read (proptests/initialisers/program.hpp), with at least
/// one statement; at most `room` bytes, where the rest is cut off; the same for one seed.
[[nodiscard]] std::vector<std::uint8_t> mutate_initialisers(std::span<const std::uint8_t> bytes,
                                                            std::size_t room, std::uint32_t seed);

/// Statements of one program followed by statements of the other, each in their order; or one
/// program, in which a subtree is from the other.
/// *Ensures*: as mutate_initialisers.
[[nodiscard]] std::vector<std::uint8_t> cross_initialisers(std::span<const std::uint8_t> one,
                                                           std::span<const std::uint8_t> other,
                                                           std::size_t room, std::uint32_t seed);

}  // namespace mm::fuzz
