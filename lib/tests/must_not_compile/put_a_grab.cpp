#include "mm/mm.hpp"

void put(const mm::Mm* grab) {
#ifdef MMSPEC_MISTAKE
    mm::MmWithUser::dec_ref(grab);
#else
    mm::Mm::dec_ref(grab);
#endif
}
