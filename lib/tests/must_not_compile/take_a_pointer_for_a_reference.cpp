#include "mm/mm.hpp"

#ifdef MMSPEC_MISTAKE
mm::ARef<mm::Mm> take(const mm::Mm* mm) {
    return mm::ARef<mm::Mm>(mm);
}
#else
mm::ARef<mm::Mm> take(const mm::Mm* mm) {
    return mm::ARef<mm::Mm>::from_raw(mm);
}
#endif
