#include "mm/mm.hpp"

#ifdef MMSPEC_MISTAKE
void fill(mm::Slot<int>& slot) {
    slot.init(1);
}
#else
bool fill(mm::Slot<int>& slot) {
    return slot.init(1).succeeded();
}
#endif
