// Sees when the memory at one address is deleted, in test programs that link delete_watch.cpp and
// delete_hook.cpp.
#pragma once

namespace mm::tests {

/// Forgets the last watch and starts one; `address` is from operator new.
void watch_deletes_of(const void* address) noexcept;

/// How often the watched address was deleted since.
[[nodiscard]] unsigned deletes_of_watched() noexcept;

}  // namespace mm::tests
