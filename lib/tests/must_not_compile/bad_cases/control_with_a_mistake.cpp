#include "mm/mm.hpp"

void copy(const mm::Mm& mm) {
    const mm::Mm copied(mm);
}
