#include "mm/mm.hpp"

mm::ARef<mm::Mm> convert(const mm::ARef<mm::MmWithUser>& user) {
#ifdef MMSPEC_MISTAKE
    return mm::into<mm::ARef<mm::Mm>>(user);
#else
    return mm::into<mm::ARef<mm::Mm>>(*user);
#endif
}
