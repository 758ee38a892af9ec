#include "mm/mm.hpp"

void borrow_one(const mm::Mm& mm) {
#ifdef MMSPEC_MISTAKE
    const mm::ARef<mm::Mm>& grab = mm::borrow(mm::ARef<mm::Mm>(mm));
#else
    const mm::ARef<mm::Mm> kept(mm);
    const mm::ARef<mm::Mm>& grab = mm::borrow(kept);
#endif
    static_cast<void>(grab);
}
