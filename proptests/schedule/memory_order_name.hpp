// The name of a memory order.
#pragma once

#include <atomic>
#include <string_view>

namespace mm::proptests {

/// As C++ has it after `std::memory_order_`.
[[nodiscard]] constexpr std::string_view memory_order_name(std::memory_order order) noexcept {
    switch (order) {
        case std::memory_order_relaxed:
            return "relaxed";
        case std::memory_order_consume:
            return "consume";
        case std::memory_order_acquire:
            return "acquire";
        case std::memory_order_release:
            return "release";
        case std::memory_order_acq_rel:
            return "acq_rel";
        case std::memory_order_seq_cst:
            return "seq_cst";
    }
    return "unknown";
}

}  // namespace mm::proptests
