// The public operations of the checked build, each a contracted operation under its own name.
#include "contracted_operations.hpp"
#include "mm/checked.hpp"
#include "mm/mm.hpp"

namespace mm {

using checked::Owner;
using checked::Refused;
using checked::Tier;
using spec::Clause;
using spec::Operation;

mm_struct* mm_alloc(std::unique_ptr<AddressSpace> contents, Initial initial, CallSite site) {
    return checked::create(std::move(contents), initial, site);
}
void mmgrab(mm_struct* mm, CallSite site) {
    checked::take({Operation::mmgrab, mm, site}, Tier::count, Owner::raw);
}
void mmdrop(mm_struct* mm, CallSite site) {
    checked::give_up({Operation::mmdrop, mm, site}, Tier::count, Owner::raw);
}
void mmget(mm_struct* mm, CallSite site) {
    checked::take({Operation::mmget, mm, site}, Tier::users, Owner::raw);
}
bool mmget_not_zero(mm_struct* mm, CallSite site) {
    return checked::upgrade({Operation::mmget_not_zero, mm, site}, Owner::raw);
}
void mmput(mm_struct* mm, CallSite site) {
    checked::give_up({Operation::mmput, mm, site}, Tier::users, Owner::raw);
}
Counters read_counters(const mm_struct* mm) noexcept {
    return internal::MmInternals::read(*mm);
}

mm_struct* Mm::as_raw(CallSite site) const {
    const bool alive =
        checked::borrow({Operation::mm_as_raw, this, site}, std::nullopt, Refused::returns);
    return alive ? internal::MmInternals::as_struct(this) : nullptr;
}
const Mm& Mm::from_raw(const mm_struct* raw, CallSite site) {
    checked::borrow({Operation::mm_from_raw, raw, site}, std::nullopt, Refused::throws);
    return *raw;
}
void Mm::inc_ref(CallSite site) const {
    checked::take({Operation::mm_inc_ref, this, site}, Tier::count, Owner::raw);
}
void Mm::dec_ref(const Mm* object, CallSite site) {
    checked::give_up({Operation::mm_dec_ref, object, site}, Tier::count, Owner::raw);
}
std::optional<ARef<MmWithUser>> Mm::mmget_not_zero(CallSite site) const {
    if (!checked::upgrade({Operation::mm_mmget_not_zero, this, site}, Owner::aref)) {
        return std::nullopt;
    }
    return internal::AlreadyOwned::by_aref<MmWithUser>(internal::MmInternals::as_struct(this));
}

const MmWithUser& MmWithUser::from_raw(const mm_struct* raw, CallSite site) {
    checked::borrow({Operation::mm_with_user_from_raw, raw, site}, Clause::owned_user,
                    Refused::throws);
    return *raw;
}
void MmWithUser::inc_ref(CallSite site) const {
    checked::take({Operation::mm_with_user_inc_ref, this, site}, Tier::users, Owner::raw);
}
void MmWithUser::dec_ref(const MmWithUser* object, CallSite site) {
    checked::give_up({Operation::mm_with_user_dec_ref, object, site}, Tier::users, Owner::raw);
}
AddressSpace* MmWithUser::address_space(CallSite site) const {
    const bool reachable = checked::borrow({Operation::mm_with_user_address_space, this, site},
                                           Clause::access_user, Refused::returns);
    return reachable ? internal::MmInternals::contents(*this) : nullptr;
}

std::optional<Inspection> inspect(const mm_struct* mm) {
    const contracts::Subject* const subject = contracts::find_subject(mm);
    if (subject == nullptr || subject->type.load() != contracts::mm_struct_type) {
        return std::nullopt;
    }
    Inspection seen{subject->phase.load(), subject->users.read(), subject->grabs.read(), {}};
    if (seen.phase != contracts::Phase::freed) seen.counters = read_counters(mm);
    return seen;
}

}  // namespace mm
