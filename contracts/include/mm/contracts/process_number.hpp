// Which of the processes that fork has made this is.
#pragma once

#include <cstdint>

#include "mm/contracts/relaxed.hpp"

namespace mm::contracts {

namespace internal {
inline constinit Relaxed<std::uint32_t> forks;
}

/// 0, and one more in each child of fork than in its parent.
[[nodiscard]] inline std::uint32_t process_number() noexcept {
    return internal::forks.load();
}

/// Called in the child of a fork.
inline void now_in_a_child() noexcept {
    internal::forks.fetch_add(1);
}

}  // namespace mm::contracts
