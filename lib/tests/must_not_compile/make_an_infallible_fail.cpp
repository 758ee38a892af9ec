#include "mm/mm.hpp"

auto outcome() {
#ifdef MMSPEC_MISTAKE
    return mm::Outcome<mm::Infallible>::failure({});
#else
    return mm::Outcome<mm::Infallible>::success();
#endif
}
