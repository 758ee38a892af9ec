#include "mm/mm.hpp"

struct Counted {
    Counted() = default;
#ifndef MMSPEC_MISTAKE
    Counted(const Counted&) = delete;
    Counted& operator=(const Counted&) = delete;
#endif
    void inc_ref() const {}
    static void dec_ref(const Counted*) {}
};

mm::ARef<Counted> own(const Counted* counted) {
    return mm::ARef<Counted>::from_raw(counted);
}
