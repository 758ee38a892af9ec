#include "mm/mm.hpp"

#ifdef MMSPEC_MISTAKE
mm_struct* construct() {
    return new mm_struct(nullptr, 1, 0);
}
#else
mm_struct* construct() {
    return mm::mm_alloc(nullptr, {.users = 1, .grabs = 0});
}
#endif
