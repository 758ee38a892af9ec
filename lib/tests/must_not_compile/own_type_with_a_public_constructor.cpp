#include "mm/mm.hpp"

class Entry : public mm::TwoTierCounted<Entry, int> {
#ifdef MMSPEC_MISTAKE
 public:
#else
 protected:
#endif
    Entry() : TwoTierCounted(std::in_place, 7) {}

 protected:
    ~Entry() = default;
};

mm::ARef<mm::InUse<Entry>> make() {
    return mm::make_counted<Entry>().with();
}
