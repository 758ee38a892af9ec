// Changes to inputs that are the text of a trace: whole lines come, go and change places.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace mm::fuzz {

/// One change: a line that is mostly of the text form is inserted, or a line is dropped, copied, or
/// joined to the next.
/// *Ensures*: at most `room` bytes; the same for one seed.
[[nodiscard]] std::string mutate_text(std::string_view text, std::size_t room, std::uint32_t seed);

}  // namespace mm::fuzz
