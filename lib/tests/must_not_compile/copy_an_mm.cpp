#include "mm/mm.hpp"

#ifdef MMSPEC_MISTAKE
void copy(const mm::Mm& mm) {
    const mm::Mm copied(mm);
}
#else
void copy(const mm::Mm& mm) {
    const mm::ARef<mm::Mm> copied(mm);
}
#endif
