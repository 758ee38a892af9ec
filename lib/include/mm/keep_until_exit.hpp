// References that are meant to stay until the process ends.
#pragma once

#include "mm/call_site.hpp"
#include "mm/two_tier_counted.hpp"

struct mm_struct;

namespace mm {

#if MMSPEC_CHECKED
namespace internal {
void keep_until_exit(CountedObject object, CallSite site);
}
#endif

/// Says that references to `mm` stay until the process ends, on purpose: the report at exit counts
/// them in one line and not as a leak (Leak.none), and LeakSanitizer ignores the struct. Changes no
/// count. The plain build keeps no account.
/// *Requires*: a struct that is not freed (Owned.alive).
/// *Errors*: checked build: told on standard error, and nothing changed.
#if MMSPEC_CHECKED
void keep_until_exit(const mm_struct* mm, CallSite site = CallSite::here());
#else
inline void keep_until_exit(const mm_struct*, CallSite = CallSite::here()) noexcept {}
#endif

/// The same of an object of a user's own type.
template <typename Object, typename Contents>
void keep_until_exit([[maybe_unused]] const TwoTierCounted<Object, Contents>* object,
                     [[maybe_unused]] CallSite site = CallSite::here()) {
#if MMSPEC_CHECKED
    internal::keep_until_exit(object, site);
#endif
}

}  // namespace mm
