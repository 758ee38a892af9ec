#include "mm/mm.hpp"

#ifdef MMSPEC_MISTAKE
mm::ARef<mm::Mm> turn(mm::ARef<mm::MmWithUser> from) {
    return from;
}
#else
mm::ARef<mm::Mm> turn(mm::ARef<mm::MmWithUser> from) {
    return mm::ARef<mm::Mm>(*from);
}
#endif
