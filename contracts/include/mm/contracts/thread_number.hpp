// A small number for each thread, in the order of their first use.
#pragma once

#include <cstdint>

#include "mm/contracts/relaxed.hpp"

namespace mm::contracts {

/// The calling thread's number, from 1; operation traces use the same numbers.
[[nodiscard]] inline std::uint32_t thread_number() noexcept {
    static constinit Relaxed<std::uint32_t> last;
    thread_local constinit std::uint32_t own = 0;
    if (own == 0) own = last.fetch_add(1) + 1;
    return own;
}

}  // namespace mm::contracts
