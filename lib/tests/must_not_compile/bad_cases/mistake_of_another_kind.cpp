#include "mm/mm.hpp"

#ifdef MMSPEC_MISTAKE
void copy(const mm::Mm& mm) {
    const mm::Mm copied(mm, 0);
}
#endif
