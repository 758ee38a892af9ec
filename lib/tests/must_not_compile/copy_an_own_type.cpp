#include "mm/mm.hpp"

class Entry : public mm::TwoTierCounted<Entry, int> {
 public:
    void copy() const {
#ifdef MMSPEC_MISTAKE
        const Entry copied(*this);
#else
        const mm::ARef<Entry> copied(*this);
#endif
    }

 protected:
    Entry() : TwoTierCounted(std::in_place, 7) {}
    ~Entry() = default;
};
