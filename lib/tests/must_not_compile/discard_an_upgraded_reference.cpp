#include "mm/mm.hpp"

#ifdef MMSPEC_MISTAKE
void upgrade(const mm::Mm& mm) {
    mm.mmget_not_zero();
}
#else
bool upgrade(const mm::Mm& mm) {
    return mm.mmget_not_zero().has_value();
}
#endif
