#include "mm/mm.hpp"

class Entry : public mm::TwoTierCounted<Entry, int> {
 protected:
    Entry() : TwoTierCounted(std::in_place, 7) {}
    ~Entry() = default;
};
class BetterEntry : public Entry {
 protected:
    BetterEntry() = default;
    ~BetterEntry() = default;
};

#ifdef MMSPEC_MISTAKE
mm::ARef<mm::InUse<BetterEntry>> make() {
    return mm::make_counted<BetterEntry>().with();
}
#else
mm::ARef<mm::InUse<Entry>> make() {
    return mm::make_counted<Entry>().with();
}
#endif
