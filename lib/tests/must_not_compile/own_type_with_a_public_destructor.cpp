#include "mm/mm.hpp"

class Entry : public mm::TwoTierCounted<Entry, int> {
 protected:
    Entry() : TwoTierCounted(std::in_place, 7) {}
#ifdef MMSPEC_MISTAKE
 public:
#endif
    ~Entry() = default;
};

mm::ARef<mm::InUse<Entry>> make() {
    return mm::make_counted<Entry>().with();
}
