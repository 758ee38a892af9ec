#include "mm/mm.hpp"

#ifdef MMSPEC_MISTAKE
std::uint64_t look(const mm::TwoTierCount& count) {
    const mm::TwoTierCount copied(count);
    return copied.read_count();
}
#else
std::uint64_t look(const mm::TwoTierCount& count) {
    return count.read_count();
}
#endif
