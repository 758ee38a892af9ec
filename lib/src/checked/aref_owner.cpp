// What an ARef does for its reference in the checked build.
#include "contracted_operations.hpp"
#include "mm/mm.hpp"

namespace mm::internal {

using checked::Owner;
using checked::Refused;
using spec::Clause;
using spec::Operation;

bool is_not_moved(const void* object, Operation operation, CallSite site) {
    return checked::require_object({operation, nullptr, site}, object, Clause::owned_moved,
                                   "the ARef was moved from and refers to nothing",
                                   "use the ARef that it was moved to, or assign to this one first",
                                   Refused::returns);
}

void require_not_moved(const void* object, Operation operation, CallSite site) {
    if (!is_not_moved(object, operation, site)) throw contracts::Refusal(Clause::owned_moved);
}

void require_not_null(const void* object, Operation operation, CallSite site) {
    checked::require_object({operation, nullptr, site}, object, Clause::owned_alive,
                            "the pointer is null", "pass a pointer to an object that exists",
                            Refused::throws);
}

template <spec::Tier tier>
void LedgerOwner<tier>::from_reference(const Mm* mm, CallSite site) {
    checked::take({Operation::aref_from_reference, mm, site}, tier, Owner::aref, Refused::throws);
}

template <spec::Tier tier>
void LedgerOwner<tier>::from_raw(const Mm* mm, CallSite site) {
    checked::transfer({Operation::aref_from_raw, mm, site}, tier, Owner::raw, Owner::aref,
                      Refused::throws);
}

template <spec::Tier tier>
bool LedgerOwner<tier>::into_raw(const Mm* mm, CallSite site) {
    return is_not_moved(mm, Operation::aref_into_raw, site) &&
           checked::transfer({Operation::aref_into_raw, mm, site}, tier, Owner::aref, Owner::raw,
                             Refused::returns);
}

template <spec::Tier tier>
void LedgerOwner<tier>::clone(const Mm* mm, CallSite site) {
    require_not_moved(mm, Operation::aref_clone, site);
    checked::take({Operation::aref_clone, mm, site}, tier, Owner::aref, Refused::throws);
}

template <spec::Tier tier>
void LedgerOwner<tier>::dereference(const Mm* mm) {
    require_not_moved(mm, Operation::aref_dereference);
}

template <spec::Tier tier>
void LedgerOwner<tier>::drop(const Mm* mm) noexcept {
    try {
        checked::give_up({Operation::aref_drop, mm, CallSite{}}, tier, Owner::aref);
    } catch (...) {
        // The handler has been told; a destructor lets nothing out.
    }
}

template struct LedgerOwner<spec::Tier::count>;
template struct LedgerOwner<spec::Tier::users>;

}  // namespace mm::internal
