#include "mm/mm.hpp"

#ifdef MMSPEC_MISTAKE
mm::ARef<mm::MmWithUser> turn(mm::ARef<mm::MmWithUserAsync> from) {
    return from;
}
#else
mm::ARef<mm::MmWithUser> turn(mm::ARef<mm::MmWithUserAsync> from) {
    return mm::ARef<mm::MmWithUser>(*from);
}
#endif
