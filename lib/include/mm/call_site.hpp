// Where in the caller's source an operation was called.
#pragma once

#include "mm/variant.h"

#if MMSPEC_CHECKED
#include "mm/contracts/place.hpp"
#endif

namespace mm {

#if MMSPEC_CHECKED
/// The caller's file and line; reports name them.
using CallSite = contracts::Place;
#else
/// Empty: the plain build reports nothing.
struct CallSite {
    [[nodiscard]] static constexpr CallSite here() noexcept { return {}; }
};
#endif

}  // namespace mm
