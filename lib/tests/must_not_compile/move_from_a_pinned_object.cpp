// Breaks Init.pinned: an object that must stay is moved from.
#include <memory>

#include "mm/mm.hpp"

std::unique_ptr<int> other;

auto initialiser() {
    return mm::pin_chain(std::make_unique<int>(1), [](mm::Pinned<std::unique_ptr<int>> made) {
#ifdef MMSPEC_MISTAKE
        other = std::move(*made);
#else
        **made = 2;
#endif
    });
}
