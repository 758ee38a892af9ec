// The atomic contexts that a thread is in.
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <iterator>

#include "mm/contracts/place.hpp"

namespace mm::contracts {

/// Where the atomic contexts of one thread began. Kept here and not in the contexts themselves, so
/// that one which is ended on a wrong thread leaves nothing dangling (Threads.guards).
class AtomicContexts {
 public:
    [[nodiscard]] bool none() const noexcept { return depth_ == 0; }

    /// *Requires*: not none. Of contexts deeper than `remembered` only the number is known.
    [[nodiscard]] Place innermost() const noexcept {
        return began_[std::min(depth_, remembered) - 1];
    }

    void enter(Place place) noexcept {
        if (depth_ < remembered) began_[depth_] = place;
        ++depth_;
    }

    /// *Requires*: one that began at `place` was entered; need not be the innermost.
    void leave(Place place) noexcept {
        const auto end = began_.begin() + static_cast<std::ptrdiff_t>(std::min(depth_, remembered));
        const auto found = std::find(std::make_reverse_iterator(end), began_.rend(), place);
        if (found != began_.rend()) std::move(found.base(), end, std::prev(found.base()));
        --depth_;
    }

 private:
    static constexpr std::size_t remembered = 8;
    std::size_t depth_ = 0;
    std::array<Place, remembered> began_{};
};

/// Those of the calling thread.
[[nodiscard]] inline AtomicContexts& atomic_contexts() noexcept {
    thread_local constinit AtomicContexts own;
    return own;
}

}  // namespace mm::contracts
