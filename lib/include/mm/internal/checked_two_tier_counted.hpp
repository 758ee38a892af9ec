// The operations on a user's own type in the checked build. What they judge is compiled into the
// library (src/checked/counted_operations.cpp), the same for every type.
#pragma once

#include <cstdint>

#include "mm/internal/counted_object.hpp"
#include "mm/spec/operations.hpp"
#include "mm/two_tier_counted.hpp"
#include "mm/type_id.hpp"

namespace mm::internal {

/// Books an object that was just made, whose one user is owned by an ARef.
/// *Errors*: std::bad_alloc, and what the handler throws; nothing is booked then.
void counted_begin(CountedObject object, CallSite site);
/// One more reference for raw code (Count.held, Owned.user).
void counted_take(CountedObject object, spec::Tier tier, CallSite site);
/// One reference of raw code less (Owned.release).
void counted_give_up(CountedObject object, spec::Tier tier, CallSite site);
/// One more user for an ARef, if users is not zero for good (Final.no_revival).
[[nodiscard]] bool counted_upgrade(CountedObject object, CallSite site);
/// Refuses where the contents may be gone (Access.user).
/// *Errors*: throws Refusal once the handler has returned.
void counted_reach(CountedObject object, CallSite site);

template <typename Object, typename Contents>
[[nodiscard]] const CountedType& counted_type() noexcept {
    using Counted = TwoTierCounted<Object, Contents>;
    static constexpr CountedType type{
        TypeId::of<Object>().name(),
        [](const void* object) noexcept -> TwoTierCount& {
            return CountedInternals::counts(*static_cast<const Counted*>(object));
        },
        [](const void* object) noexcept {
            CountedInternals::tear_down(*static_cast<const Counted*>(object));
        },
        [](const void* object) noexcept {
            return CountedInternals::destroy(*static_cast<const Counted*>(object));
        },
    };
    return type;
}

template <typename Object, typename Contents>
void is_two_tier_counted(const TwoTierCounted<Object, Contents>* object);

template <typename T>
inline constexpr spec::Tier tier_of = spec::Tier::count;
template <typename Object>
inline constexpr spec::Tier tier_of<InUse<Object>> = spec::Tier::users;

/// An ARef's references to such an object, which the ledger counts apart from those of raw code.
template <typename T>
requires requires(const T* object) {
    is_two_tier_counted(object);
}
struct ARefOwner<T> : LedgerOwner<tier_of<T>> {};

}  // namespace mm::internal

namespace mm {

template <typename Object, typename Contents>
void TwoTierCounted<Object, Contents>::inc_ref(CallSite site) const {
    internal::counted_take(this, spec::Tier::count, site);
}
template <typename Object, typename Contents>
void TwoTierCounted<Object, Contents>::dec_ref(const Object* object, CallSite site) {
    internal::counted_give_up(object, spec::Tier::count, site);
}
template <typename Object, typename Contents>
std::optional<ARef<InUse<Object>>> TwoTierCounted<Object, Contents>::get_not_zero(
    CallSite site) const {
    if (!internal::counted_upgrade(this, site)) return std::nullopt;
    return internal::AlreadyOwned::by_aref<InUse<Object>>(internal::CountedInternals::whole(this));
}

template <typename Object>
void InUse<Object>::inc_ref(CallSite site) const {
    internal::counted_take(this, spec::Tier::users, site);
}
template <typename Object>
void InUse<Object>::dec_ref(const InUse* object, CallSite site) {
    internal::counted_give_up(object, spec::Tier::users, site);
}
template <typename Object>
typename Object::Contents& InUse<Object>::contents(CallSite site) const MMSPEC_LIFETIME_BOUND {
    internal::counted_reach(this, site);
    return internal::CountedInternals::contents(*this);
}

template <typename Object>
template <typename... Arguments>
ARef<InUse<Object>> CountedMaker<Object>::with(Arguments&&... arguments) const {
    const InUse<Object>* const made =
        internal::CountedInternals::create<Object>(std::forward<Arguments>(arguments)...);
    try {
        internal::counted_begin(made, site_);
    } catch (...) {
        internal::CountedInternals::free(*made);
        throw;
    }
    return internal::AlreadyOwned::by_aref(made);
}

}  // namespace mm
