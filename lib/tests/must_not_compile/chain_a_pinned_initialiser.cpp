#include "mm/mm.hpp"

bool fill(mm::Slot<int>& slot) {
    auto first = mm::pin_chain(1, [](mm::Pinned<int>) {});
#ifdef MMSPEC_MISTAKE
    return slot.pinned_init(mm::chain(std::move(first), [](int&) {})).succeeded();
#else
    return slot.pinned_init(mm::pin_chain(std::move(first), [](mm::Pinned<int>) {})).succeeded();
#endif
}
