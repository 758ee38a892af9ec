#include "mm/mm.hpp"

#ifdef MMSPEC_MISTAKE
mm::ARef<mm::Mm> make() {
    return mm::ARef<mm::Mm>(nullptr);
}
#else
mm::ARef<mm::Mm> make(const mm::Mm& mm) {
    return mm::ARef<mm::Mm>(mm);
}
#endif
