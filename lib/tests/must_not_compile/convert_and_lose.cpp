#include "mm/mm.hpp"

#include <cstdint>

#ifdef MMSPEC_MISTAKE
std::int32_t convert(std::int64_t number) {
    return mm::from<std::int32_t>(number);
}
#else
std::int64_t convert(std::int32_t number) {
    return mm::from<std::int64_t>(number);
}
#endif
