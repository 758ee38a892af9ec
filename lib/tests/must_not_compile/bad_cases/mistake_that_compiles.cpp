#include "mm/mm.hpp"

#ifdef MMSPEC_MISTAKE
void copy(const mm::ARef<mm::Mm>& grab) {
    const mm::ARef<mm::Mm> copied(grab);
}
#endif
