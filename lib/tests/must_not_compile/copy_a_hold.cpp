#include "mm/mm.hpp"

void hold() {
    const mm::HoldAsyncTeardowns outer;
#ifdef MMSPEC_MISTAKE
    const mm::HoldAsyncTeardowns inner(outer);
#else
    const mm::HoldAsyncTeardowns inner;
#endif
}
