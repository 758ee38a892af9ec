#include "mm/mm.hpp"

#include <optional>

#ifdef MMSPEC_MISTAKE
std::optional<mm::ARef<mm::MmWithUser>> turn(const mm::ARef<mm::Mm>& grab) {
    const mm::ARef<mm::MmWithUser> user(grab);
    return user;
}
#else
std::optional<mm::ARef<mm::MmWithUser>> turn(const mm::ARef<mm::Mm>& grab) {
    return grab->mmget_not_zero();
}
#endif
