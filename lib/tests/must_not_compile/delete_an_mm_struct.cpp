#include "mm/mm.hpp"

#ifdef MMSPEC_MISTAKE
void end(mm_struct* mm) {
    delete mm;
}
#else
void end(mm_struct* mm) {
    mm::mmput(mm);
}
#endif
