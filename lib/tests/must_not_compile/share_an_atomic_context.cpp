#include "mm/mm.hpp"

template <mm::Sync T>
void share(const T&) {}

void share_one(const mm::Mm& mm) {
    const mm::AtomicContext atomic;
#ifdef MMSPEC_MISTAKE
    share(atomic);
#else
    share(mm);
#endif
}
