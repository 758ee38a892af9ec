// Where the memory of a freed mm waits before it may serve another.
#pragma once

#include <cstddef>

namespace mm::contracts {

/// How many freed mms each thread holds back; the oldest goes when another comes.
inline constexpr std::size_t quarantine_depth = 64;

/// Takes `memory` (from operator new) over and deletes it later on the same thread, so that a stale
/// pointer does not name a new mm at once (Owned.alive). Each thread has its own quarantine, so no
/// thread is ordered with another. Where AddressSanitizer runs, the memory goes to its quarantine
/// instead, which also recognises reads and writes (Free.nothing_after).
void quarantine(void* memory) noexcept;

}  // namespace mm::contracts
