#include "mm/mm.hpp"

auto initialiser() {
    return mm::pin_chain(1, [](mm::Pinned<int>) {});
}

bool fill(mm::Slot<int>& slot) {
#ifdef MMSPEC_MISTAKE
    return slot.init(initialiser()).succeeded();
#else
    return slot.pinned_init(initialiser()).succeeded();
#endif
}
