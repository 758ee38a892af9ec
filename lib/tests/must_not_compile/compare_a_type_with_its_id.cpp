#include "mm/mm.hpp"

bool is_mm(const mm::Mm& mm) {
#ifdef MMSPEC_MISTAKE
    return mm == mm::TypeId::of<mm::Mm>();
#else
    return mm::type_id(mm) == mm::TypeId::of<mm::Mm>();
#endif
}
