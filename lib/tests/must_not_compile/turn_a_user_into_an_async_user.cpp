#include "mm/mm.hpp"

#include <utility>

#ifdef MMSPEC_MISTAKE
mm::ARef<mm::MmWithUserAsync> turn(mm::ARef<mm::MmWithUser> from) {
    return from;
}
#else
mm::ARef<mm::MmWithUserAsync> turn(mm::ARef<mm::MmWithUser> from) {
    return mm::MmWithUser::into_mmput_async(std::move(from));
}
#endif
