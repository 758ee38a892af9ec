#include "mm/mm.hpp"

#ifdef MMSPEC_MISTAKE
mm::ARef<mm::Mm> keep(mm::ARef<mm::MmWithUser> user) {
    mm::ARef<mm::Mm> grab = user;
    return grab;
}
#else
mm::ARef<mm::Mm> keep(mm::ARef<mm::MmWithUser> user) {
    mm::ARef<mm::Mm> grab(*user);
    return grab;
}
#endif
