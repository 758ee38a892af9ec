// What every fuzz target gives, to libFuzzer and to the driver that takes its place.
#pragma once

#include <cstddef>
#include <cstdint>

extern "C" int LLVMFuzzerInitialize(int* count, char*** values);
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size);

namespace mm::fuzz {

/// How many bytes of an input belong together: what is left out of it is left out by so many.
[[nodiscard]] std::size_t unit_size() noexcept;

}  // namespace mm::fuzz
