// The operations on a user's own type in the plain build: the counter protocol, inlined.
#pragma once

#include "mm/two_tier_counted.hpp"

namespace mm {

template <typename Object, typename Contents>
inline void TwoTierCounted<Object, Contents>::inc_ref(CallSite) const {
    counts_.grab();
}
template <typename Object, typename Contents>
inline void TwoTierCounted<Object, Contents>::dec_ref(const Object* object, CallSite) {
    const TwoTierCounted& counted = *object;
    counted.counts_.drop([&counted]() noexcept { internal::CountedInternals::free(counted); });
}
template <typename Object, typename Contents>
inline std::optional<ARef<InUse<Object>>> TwoTierCounted<Object, Contents>::get_not_zero(
    CallSite) const {
    if (!counts_.upgrade().upgraded) return std::nullopt;
    return internal::AlreadyOwned::by_aref<InUse<Object>>(internal::CountedInternals::whole(this));
}

template <typename Object>
inline void InUse<Object>::inc_ref(CallSite) const {
    internal::CountedInternals::counts(*this).get();
}
template <typename Object>
inline void InUse<Object>::dec_ref(const InUse* object, CallSite) {
    internal::CountedInternals::counts(*object).put(
        [object]() noexcept { internal::CountedInternals::tear_down(*object); },
        [object]() noexcept { internal::CountedInternals::free(*object); });
}
template <typename Object>
inline typename Object::Contents& InUse<Object>::contents(CallSite) const MMSPEC_LIFETIME_BOUND {
    return internal::CountedInternals::contents(*this);
}

template <typename Object>
template <typename... Arguments>
inline ARef<InUse<Object>> CountedMaker<Object>::with(Arguments&&... arguments) const {
    return internal::AlreadyOwned::by_aref(
        internal::CountedInternals::create<Object>(std::forward<Arguments>(arguments)...));
}

}  // namespace mm
