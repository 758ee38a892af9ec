#include "mm/mm.hpp"

#include <utility>

#ifdef MMSPEC_MISTAKE
void give(mm::ARef<mm::Mm> grab) {
    mm::ARef<mm::Mm>::into_raw(std::move(grab));
}
#else
const mm::Mm* give(mm::ARef<mm::Mm> grab) {
    return mm::ARef<mm::Mm>::into_raw(std::move(grab));
}
#endif
