#include "mm/mm.hpp"

#ifdef MMSPEC_MISTAKE
void put(mm::TwoTierCount& count) {
    count.put([] {}, [] {});
}
#else
void put(mm::TwoTierCount& count) {
    count.put([]() noexcept {}, []() noexcept {});
}
#endif
