#include <mm/mm_struct.h>

#ifdef MMSPEC_MISTAKE
void upgrade(struct mm_struct* mm) {
    mmget_not_zero(mm);
}
#else
bool upgrade(struct mm_struct* mm) {
    return mmget_not_zero(mm);
}
#endif
