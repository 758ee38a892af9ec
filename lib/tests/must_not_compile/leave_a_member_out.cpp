#include "mm/mm.hpp"

struct Pair {
    int left;
    int right;
};

auto initialiser() {
#ifdef MMSPEC_MISTAKE
    return mm::init_fields<Pair>(mm::field<&Pair::left>(1));
#else
    return mm::init_fields<Pair>(mm::field<&Pair::left>(1), mm::field<&Pair::right>(2));
#endif
}
