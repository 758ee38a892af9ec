#include "mm/mm.hpp"

#ifdef MMSPEC_MISTAKE
void construct() {
    const mm::Mm made(1, 0);
}
#else
void construct() {
    mm::mmput(mm::mm_alloc());
}
#endif
