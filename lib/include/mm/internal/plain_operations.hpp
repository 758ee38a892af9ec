// The operations of the plain build: the counter protocol, inlined, and nothing else.
//
// Each definition repeats MMSPEC_LIFETIME_BOUND, which clang takes from the last declaration.
#pragma once

#include <optional>

#include "mm/internal/lifetime_bound.hpp"
#include "mm/internal/mm_internals.hpp"

namespace mm {
namespace internal {

inline void put_user(const Mm& mm) noexcept {
    MmInternals::counts(mm).put([&mm]() noexcept { MmInternals::tear_down(mm); },
                                [&mm]() noexcept { MmInternals::free(mm); });
}

inline void put_user_async(const Mm& mm) noexcept {
    MmInternals::counts(mm).put_deferring(
        [&mm]() noexcept { queue_teardown(*MmInternals::as_struct(&mm)); },
        [&mm]() noexcept { MmInternals::free(mm); });
}

inline void drop_count(const Mm& mm) noexcept {
    MmInternals::counts(mm).drop([&mm]() noexcept { MmInternals::free(mm); });
}

}  // namespace internal

inline mm_struct* Mm::as_raw(CallSite) const MMSPEC_LIFETIME_BOUND {
    return internal::MmInternals::as_struct(this);
}
inline const Mm& Mm::from_raw(const mm_struct* raw MMSPEC_LIFETIME_BOUND, CallSite) {
    return *raw;
}
inline void Mm::inc_ref(CallSite) const {
    counts_.grab();
}
inline void Mm::dec_ref(const Mm* object, CallSite) {
    internal::drop_count(*object);
}

inline std::optional<ARef<MmWithUser>> Mm::mmget_not_zero(CallSite) const {
    if (!counts_.upgrade().upgraded) return std::nullopt;
    return internal::AlreadyOwned::by_aref<MmWithUser>(as_raw());
}

inline const MmWithUser& MmWithUser::from_raw(const mm_struct* raw MMSPEC_LIFETIME_BOUND,
                                              CallSite) {
    return *raw;
}
inline void MmWithUser::inc_ref(CallSite) const {
    internal::MmInternals::counts(*this).get();
}
inline void MmWithUser::dec_ref(const MmWithUser* object, CallSite) {
    internal::put_user(*object);
}
inline ARef<MmWithUserAsync> MmWithUser::into_mmput_async(ARef<MmWithUser> user, CallSite) {
    return internal::AlreadyOwned::by_aref<MmWithUserAsync>(
        internal::MmInternals::as_struct(internal::AlreadyOwned::released_by(user)));
}
inline AddressSpace* MmWithUser::address_space(CallSite) const MMSPEC_LIFETIME_BOUND {
    return contents_.get();
}

inline void MmWithUserAsync::inc_ref(CallSite) const {
    internal::MmInternals::counts(*this).get();
}
inline void MmWithUserAsync::dec_ref(const MmWithUserAsync* object, CallSite) {
    internal::put_user_async(*object);
}

inline void mmgrab(mm_struct* mm, CallSite) {
    internal::MmInternals::counts(*mm).grab();
}
inline void mmdrop(mm_struct* mm, CallSite) {
    internal::drop_count(*mm);
}
inline void mmget(mm_struct* mm, CallSite) {
    internal::MmInternals::counts(*mm).get();
}
inline bool mmget_not_zero(mm_struct* mm, CallSite) {
    return internal::MmInternals::counts(*mm).upgrade().upgraded;
}
inline void mmput(mm_struct* mm, CallSite) {
    internal::put_user(*mm);
}

inline void mmput_async(mm_struct* mm, CallSite) {
    internal::put_user_async(*mm);
}

inline mm_struct* mm_alloc(std::unique_ptr<AddressSpace> contents, Initial initial, CallSite) {
    return internal::MmInternals::create(std::move(contents), initial);
}

inline Counters read_counters(const mm_struct* mm) noexcept {
    return internal::MmInternals::read(*mm);
}

}  // namespace mm
