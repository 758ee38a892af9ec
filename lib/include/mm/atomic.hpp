// The one name for every atomic of the counter protocol.
//
// A build that observes or schedules single atomic steps defines MMSPEC_ATOMIC_HEADER as the header
// that provides mm::Atomic instead. What such a build shows is shown of the same protocol code.
#pragma once

#ifdef MMSPEC_ATOMIC_HEADER

#include MMSPEC_ATOMIC_HEADER

#else

#include <atomic>

namespace mm {

template <typename T>
using Atomic = std::atomic<T>;

}  // namespace mm

#endif
