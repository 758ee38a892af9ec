#include "mm/mm.hpp"

#ifdef MMSPEC_MISTAKE
void upgrade(mm_struct* mm) {
    mm::mmget_not_zero(mm);
}
#else
bool upgrade(mm_struct* mm) {
    return mm::mmget_not_zero(mm);
}
#endif
