// How the C interface calls an operation.
#pragma once

#include <utility>

namespace mm::c {

/// Calls `operation` for a C caller, whom no exception may reach: what it throws (std::bad_alloc,
/// or what a handler throws once it has been told) ends here, with null, false or nothing as
/// result.
template <typename Result, typename... Parameters, typename... Arguments>
Result for_c(Result (*operation)(Parameters...), Arguments&&... arguments) noexcept {
    try {
        return operation(std::forward<Arguments>(arguments)...);
    } catch (...) {
        return Result();
    }
}

}  // namespace mm::c
