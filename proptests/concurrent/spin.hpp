// Waiting for other threads that are about to come.
#pragma once

#include <thread>

namespace mm::proptests {

/// Returns once `come` says so; after some looks it lets others have the processor between two.
template <typename Come>
void spin_until(Come come) {
    constexpr int looks_before_yield = 200;
    for (int looks = 0; !come(); ++looks) {
        if (looks >= looks_before_yield) std::this_thread::yield();
    }
}

}  // namespace mm::proptests
