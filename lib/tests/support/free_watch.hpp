// Tells whether an mm_struct was freed, in either build.
#pragma once

#include "mm/mm.hpp"

#if !MMSPEC_CHECKED
#include "delete_watch.hpp"
#endif

namespace mm::tests {

/// Counts the frees of one struct, one watch at a time: in the plain build the calls of operator
/// delete, in the checked build what the registry knows, which outlives the struct.
class FreeWatch {
 public:
#if MMSPEC_CHECKED
    explicit FreeWatch(const mm_struct* mm) : mm_(mm) {}
    [[nodiscard]] unsigned frees() const {
        return inspect(mm_)->phase == contracts::Phase::freed ? 1 : 0;
    }

 private:
    const mm_struct* mm_;
#else
    explicit FreeWatch(const mm_struct* mm) {
        watch_deletes_of(mm);
    }
    [[nodiscard]] unsigned frees() const {
        return deletes_of_watched();
    }
#endif
};

}  // namespace mm::tests
