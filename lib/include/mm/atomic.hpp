// The one name for every atomic of the counter protocol, and for its one way to wait.
//
// A build that observes or schedules single atomic steps defines MMSPEC_ATOMIC_HEADER as the header
// that provides mm::Atomic and mm::let_others_run instead. What such a build shows is shown of the
// same protocol code.
#pragma once

#ifdef MMSPEC_ATOMIC_HEADER

#include MMSPEC_ATOMIC_HEADER

#else

#include <atomic>
#include <thread>

namespace mm {

template <typename T>
using Atomic = std::atomic<T>;

/// What a loop does that waits for a step of another thread, between two looks at it.
inline void let_others_run() noexcept {
    std::this_thread::yield();
}

}  // namespace mm

#endif
