#include "mm/mm.hpp"

struct Pages : mm::AddressSpace {};

#ifdef MMSPEC_MISTAKE
void make() {
    mm::mm_alloc_with<Pages>([] { return Pages(); });
}
#else
mm_struct* make() {
    return mm::mm_alloc_with<Pages>([] { return Pages(); }).value();
}
#endif
