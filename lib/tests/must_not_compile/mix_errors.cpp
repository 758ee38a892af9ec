#include "mm/mm.hpp"

bool fill(mm::Slot<int>& slot) {
    auto first = mm::chain(1, [](int&) { return mm::Outcome<int>::success(); });
#ifdef MMSPEC_MISTAKE
    return slot.init(mm::chain(first, [](int&) { return mm::Outcome<char>::success(); }))
        .succeeded();
#else
    return slot.init(mm::chain(first, [](int&) { return mm::Outcome<int>::success(); }))
        .succeeded();
#endif
}
