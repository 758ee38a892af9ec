#include "mm/mm.hpp"

void assign(mm::ARef<mm::Mm>& grab, const mm::ARef<mm::MmWithUser>& user) {
#ifdef MMSPEC_MISTAKE
    grab = user;
#else
    grab = mm::ARef<mm::Mm>(*user);
#endif
}
