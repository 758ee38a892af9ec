#include "mm/mm.hpp"

#ifdef MMSPEC_MISTAKE
void end(const mm::Mm* mm) {
    delete mm;
}
#else
void end(const mm::Mm* mm) {
    mm::Mm::dec_ref(mm);
}
#endif
