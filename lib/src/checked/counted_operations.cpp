// The operations on objects of a user's own type, each the contracted operation that an mm has.
#include "contracted_operations.hpp"
#include "mm/two_tier_counted.hpp"

namespace mm::internal {

using checked::Owner;
using checked::Refused;
using spec::Clause;
using spec::Operation;
using spec::Tier;

void counted_begin(CountedObject object, CallSite site) {
    checked::begin({Operation::mm_alloc, object, site});
}
void counted_take(CountedObject object, Tier tier, CallSite site) {
    const Operation operation =
        tier == Tier::users ? Operation::mm_with_user_inc_ref : Operation::mm_inc_ref;
    checked::take({operation, object, site}, tier, Owner::raw);
}
void counted_give_up(CountedObject object, Tier tier, CallSite site) {
    const Operation operation =
        tier == Tier::users ? Operation::mm_with_user_dec_ref : Operation::mm_dec_ref;
    checked::give_up({operation, object, site}, tier, Owner::raw);
}
bool counted_upgrade(CountedObject object, CallSite site) {
    return checked::upgrade({Operation::mm_mmget_not_zero, object, site}, Owner::aref);
}
void counted_reach(CountedObject object, CallSite site) {
    checked::borrow({Operation::mm_with_user_address_space, object, site}, Clause::access_user,
                    Refused::throws);
}

}  // namespace mm::internal
