#include "mm/mm.hpp"

class Entry : public mm::TwoTierCounted<Entry, int> {
 protected:
    Entry() : TwoTierCounted(std::in_place, 7) {}
    ~Entry() = default;
};

mm::ARef<Entry> turn(const mm::ARef<mm::InUse<Entry>>& user) {
#ifdef MMSPEC_MISTAKE
    return user;
#else
    return mm::ARef<Entry>(*user);
#endif
}
