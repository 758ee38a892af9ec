// What a mutator has made, as libFuzzer wants it.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>

namespace mm::fuzz {

/// Into the room that libFuzzer gives, which holds it; returns how many bytes it has.
template <typename Bytes>
[[nodiscard]] std::size_t hand_over(const Bytes& made, std::uint8_t* room) {
    std::copy(made.begin(), made.end(), room);
    return made.size();
}

}  // namespace mm::fuzz
