// The operations of the checked build that need the worker, apart from the others and from their
// contracts: a program that calls none of them is linked without it.
#include "../async/teardown_worker.hpp"
#include "contracted_operations.hpp"
#include "mm/mm.hpp"

namespace mm {

using checked::Owner;
using checked::Tier;
using spec::Operation;

void mmput_async(mm_struct* mm, CallSite site) {
    checked::give_up_deferring({Operation::mmput_async, mm, site}, Owner::raw);
}
void MmWithUserAsync::inc_ref(CallSite site) const {
    checked::take({Operation::mm_with_user_async_inc_ref, this, site}, Tier::users, Owner::raw);
}
void MmWithUserAsync::dec_ref(const MmWithUserAsync* object, CallSite site) {
    checked::give_up_deferring({Operation::mm_with_user_async_dec_ref, object, site}, Owner::raw);
}

ARef<MmWithUserAsync> MmWithUser::into_mmput_async(ARef<MmWithUser> user, CallSite site) {
    internal::require_not_moved(user.get(), Operation::mm_with_user_into_mmput_async, site);
    return internal::AlreadyOwned::by_aref<MmWithUserAsync>(
        internal::MmInternals::as_struct(internal::AlreadyOwned::released_by(user)));
}

void flush_mmput_async(CallSite site) {
    if (!checked::may_sleep({Operation::flush_mmput_async, nullptr, site})) return;
    internal::living_teardown_worker().flush();
}

namespace internal {

void DeferringOwner::drop(CountedObject object) noexcept {
    try {
        checked::give_up_deferring({Operation::aref_drop, object, CallSite{}}, Owner::aref);
    } catch (...) {
        // The handler has been told; a destructor lets nothing out.
    }
}

}  // namespace internal
}  // namespace mm
