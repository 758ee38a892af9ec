#include "mm/mm.hpp"

struct Fixed {
    Fixed() = default;
    Fixed(Fixed&&) = delete;
};

bool make() {
#ifdef MMSPEC_MISTAKE
    return mm::make<Fixed>([] { return Fixed(); }).succeeded();
#else
    return mm::make_on_heap<Fixed>([] { return Fixed(); }).succeeded();
#endif
}
