#include "mm/mm.hpp"

bool convert(const mm::ARef<mm::MmWithUser>& user) {
#ifdef MMSPEC_MISTAKE
    return mm::try_from<mm::ARef<mm::Mm>>(user).succeeded();
#else
    return mm::try_from<mm::ARef<mm::Mm>>(*user).succeeded();
#endif
}
