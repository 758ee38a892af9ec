#include "mm/mm.hpp"

mm::Result<int, mm::Infallible> convert() {
#ifdef MMSPEC_MISTAKE
    return mm::Result<int, mm::Infallible>::failure(mm::Infallible());
#else
    return mm::Result<int, mm::Infallible>::success(7);
#endif
}
