#include "mm/mm.hpp"

#ifdef MMSPEC_MISTAKE
void end(const mm::MmWithUserAsync* user) {
    delete user;
}
#else
void end(const mm::MmWithUserAsync* user) {
    mm::MmWithUserAsync::dec_ref(user);
}
#endif
