// Changes to inputs that are the text of a trace: whole lines come, go and change places.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace mm::fuzz {

/// A few changes: lines of the text form are inserted, or lines are dropped, copied, swapped, or,
/// rarely, spoiled. The one that is refused, numbered from 1, is mostly replaced; 0 if none is.
/// *Ensures*: at most `room` bytes, whole lines unless one has no room; the same for one seed.
[[nodiscard]] std::string mutate_text(std::string_view text, std::size_t refused, std::size_t room,
                                      std::uint32_t seed);

/// Lines of one text followed by lines of the other, each in their order.
/// *Ensures*: as mutate_text.
[[nodiscard]] std::string cross_text(std::string_view one, std::string_view other, std::size_t room,
                                     std::uint32_t seed);

}  // namespace mm::fuzz
