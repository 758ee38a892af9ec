// What an ARef does for its reference in the checked build.
#include "contracted_operations.hpp"
#include "mm/mm.hpp"

namespace mm::internal {

using checked::Owner;
using checked::Refused;
using spec::Clause;
using spec::Operation;

namespace {

/// `of` says of which type the ARef is.
[[nodiscard]] bool judge_moved(CountedObject of, bool holds, Operation operation, CallSite site) {
    return checked::require({operation, of, site}, holds, Clause::owned_moved,
                            "the ARef was moved from and refers to nothing",
                            "use the ARef that it was moved to, or assign to this one first",
                            Refused::returns);
}

[[nodiscard]] bool is_not_moved(CountedObject object, Operation operation, CallSite site) {
    return judge_moved(object, object.address() != nullptr, operation, site);
}

void require_not_moved(CountedObject object, Operation operation, CallSite site) {
    if (!is_not_moved(object, operation, site)) throw contracts::Refusal(Clause::owned_moved);
}

}  // namespace

bool is_not_moved(const void* object, Operation operation, CallSite site) {
    return judge_moved(nullptr, object != nullptr, operation, site);
}

void require_not_moved(const void* object, Operation operation, CallSite site) {
    if (!is_not_moved(object, operation, site)) throw contracts::Refusal(Clause::owned_moved);
}

void require_not_null(const void* object, Operation operation, CallSite site) {
    checked::require({operation, nullptr, site}, object != nullptr, Clause::owned_alive,
                     "the pointer is null", "pass a pointer to an object that exists",
                     Refused::throws);
}

template <spec::Tier tier>
void LedgerOwner<tier>::from_reference(CountedObject object, CallSite site) {
    checked::take({Operation::aref_from_reference, object, site}, tier, Owner::aref,
                  Refused::throws);
}

template <spec::Tier tier>
void LedgerOwner<tier>::from_raw(CountedObject object, CallSite site) {
    checked::transfer({Operation::aref_from_raw, object, site}, tier, Owner::raw, Owner::aref,
                      Refused::throws);
}

template <spec::Tier tier>
bool LedgerOwner<tier>::into_raw(CountedObject object, CallSite site) {
    return is_not_moved(object, Operation::aref_into_raw, site) &&
           checked::transfer({Operation::aref_into_raw, object, site}, tier, Owner::aref,
                             Owner::raw, Refused::returns);
}

template <spec::Tier tier>
void LedgerOwner<tier>::clone(CountedObject object, CallSite site) {
    require_not_moved(object, Operation::aref_clone, site);
    checked::take({Operation::aref_clone, object, site}, tier, Owner::aref, Refused::throws);
}

template <spec::Tier tier>
void LedgerOwner<tier>::dereference(CountedObject object) {
    require_not_moved(object, Operation::aref_dereference, {});
}

template <spec::Tier tier>
void LedgerOwner<tier>::drop(CountedObject object) noexcept {
    try {
        checked::give_up({Operation::aref_drop, object, CallSite{}}, tier, Owner::aref);
    } catch (...) {
        // The handler has been told; a destructor lets nothing out.
    }
}

template struct LedgerOwner<spec::Tier::count>;
template struct LedgerOwner<spec::Tier::users>;

}  // namespace mm::internal
