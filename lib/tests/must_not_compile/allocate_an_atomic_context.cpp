#include "mm/mm.hpp"

#include <memory>

#ifdef MMSPEC_MISTAKE
void enter() {
    const std::unique_ptr<mm::AtomicContext> atomic(new mm::AtomicContext);
}
#else
void enter() {
    const mm::AtomicContext atomic;
}
#endif
