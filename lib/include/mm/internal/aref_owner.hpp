// How an ARef takes, hands over and gives up its reference.
#pragma once

#include "mm/call_site.hpp"

#if MMSPEC_CHECKED
#include "mm/internal/counted_object.hpp"
#include "mm/spec/operations.hpp"
#endif

struct mm_struct;

namespace mm {
class Mm;
class MmWithUser;
class MmWithUserAsync;
}  // namespace mm

namespace mm::internal {

#if MMSPEC_CHECKED
/// Reports Owned.moved and throws Refusal if `object` is null.
void require_not_moved(const void* object, spec::Operation operation, CallSite site = {});
/// As require_not_moved, but returns false instead of throwing.
[[nodiscard]] bool is_not_moved(const void* object, spec::Operation operation, CallSite site);
/// Reports Owned.alive and throws Refusal if `object` is null.
void require_not_null(const void* object, spec::Operation operation, CallSite site);
#endif

/// The owner's side of a reference to any always-reference-counted type. The checked build
/// specialises it for the types of the library, where the ledger tells an ARef's references from
/// those of raw code (Owned.release, Owned.take_over).
template <typename T>
struct ARefOwner {
#if MMSPEC_CHECKED
    static void from_raw(const T* object, CallSite site) {
        require_not_null(object, spec::Operation::aref_from_raw, site);
    }
    static bool into_raw(const T* object, CallSite site) {
        return is_not_moved(object, spec::Operation::aref_into_raw, site);
    }
    static void clone(const T* object, CallSite site) {
        require_not_moved(object, spec::Operation::aref_clone, site);
        object->inc_ref();
    }
    static void dereference(const T* object) {
        require_not_moved(object, spec::Operation::aref_dereference);
    }
#else
    static void from_raw(const T*, CallSite) noexcept {}
    static constexpr bool into_raw(const T*, CallSite) noexcept {
        return true;
    }
    static void clone(const T* object, CallSite) {
        object->inc_ref();
    }
    static void dereference(const T*) noexcept {}
#endif
    static void from_reference(const T* object, CallSite) {
        object->inc_ref();
    }
    static void drop(const T* object) noexcept {
        T::dec_ref(object);
    }
};

/// Not defined: which count an ARef owns follows from its type, so it is of Mm or of MmWithUser
/// (Owned.take_over).
template <>
struct ARefOwner<mm_struct>;

#if MMSPEC_CHECKED
/// An ARef's references to an mm, or to an object that is counted alike, which the ledger of one
/// tier counts apart from those of raw code.
template <spec::Tier tier>
struct LedgerOwner {
    static void from_raw(CountedObject object, CallSite site);
    static bool into_raw(CountedObject object, CallSite site);
    static void from_reference(CountedObject object, CallSite site);
    static void clone(CountedObject object, CallSite site);
    static void dereference(CountedObject object);
    static void drop(CountedObject object) noexcept;
};

/// The same for an ARef that is given up by mmput_async (Async.deferred).
struct DeferringOwner : LedgerOwner<spec::Tier::users> {
    static void drop(CountedObject object) noexcept;
};

template <>
struct ARefOwner<Mm> : LedgerOwner<spec::Tier::count> {};
template <>
struct ARefOwner<MmWithUser> : LedgerOwner<spec::Tier::users> {};
template <>
struct ARefOwner<MmWithUserAsync> : DeferringOwner {};
#endif

}  // namespace mm::internal
