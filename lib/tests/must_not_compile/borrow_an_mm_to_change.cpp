#include "mm/mm.hpp"

void borrow_one(const mm::Mm& mm) {
#ifdef MMSPEC_MISTAKE
    static_cast<void>(mm::borrow_mut(mm));
#else
    mm::ARef<mm::Mm> grab(mm);
    static_cast<void>(mm::borrow_mut(grab));
#endif
}
