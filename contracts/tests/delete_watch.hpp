// Sees when the memory at one address is deleted: with a sanitizer through its hook, otherwise by
// replacing operator new and delete in the test program that links delete_watch.cpp.
#pragma once

namespace mm::tests {

/// Forgets the last watch and starts one; `address` is from operator new.
void watch_deletes_of(const void* address) noexcept;

/// How often the watched address was deleted since.
[[nodiscard]] unsigned deletes_of_watched() noexcept;

}  // namespace mm::tests
