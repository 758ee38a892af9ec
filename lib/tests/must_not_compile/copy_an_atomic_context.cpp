#include "mm/mm.hpp"

void enter() {
    const mm::AtomicContext outer;
#ifdef MMSPEC_MISTAKE
    const mm::AtomicContext inner(outer);
#endif
}
