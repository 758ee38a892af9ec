#include "mm/mm.hpp"

#ifdef MMSPEC_MISTAKE
void copy(const mm::MmWithUserAsync& user) {
    const mm::MmWithUserAsync copied(user);
}
#else
void copy(const mm::MmWithUserAsync& user) {
    const mm::ARef<mm::MmWithUserAsync> copied(user);
}
#endif
