#include "mm/mm.hpp"

#ifdef MMSPEC_MISTAKE
void own(const mm_struct* raw) {
    const auto owned = mm::ARef<mm_struct>::from_raw(raw);
}
#else
void own(const mm_struct* raw) {
    const auto owned = mm::ARef<mm::Mm>::from_raw(raw);
}
#endif
