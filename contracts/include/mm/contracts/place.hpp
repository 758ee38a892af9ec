// A place in the caller's source.
#pragma once

#include <cstdint>

namespace mm::contracts {

/// A file and a line; `file` is null where the caller could not say (a destructor, an operator, a
/// call from C through a pointer to a function), else it stays valid until the process ends:
/// reports at exit still name it.
struct Place {
    const char* file = nullptr;
    std::uint32_t line = 0;

    /// The place of the call in whose default argument this stands.
    [[nodiscard]] static constexpr Place here(const char* file = __builtin_FILE(),
                                              std::uint32_t line = __builtin_LINE()) noexcept {
        return {file, line};
    }
    [[nodiscard]] friend constexpr bool operator==(const Place&, const Place&) = default;
};

}  // namespace mm::contracts
