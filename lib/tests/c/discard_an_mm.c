#include <mm/mm_struct.h>

#ifdef MMSPEC_MISTAKE
void make(void) {
    mm_alloc();
}
#else
void make(void) {
    mmput(mm_alloc());
}
#endif
