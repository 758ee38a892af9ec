// An object with two counts as the checks see it, whatever its type. Checked build only.
#pragma once

#include "mm/contracts/type_name.hpp"

namespace mm {
class Mm;
class TwoTierCount;
template <typename Object, typename Contents>
class TwoTierCounted;
}  // namespace mm

namespace mm::internal {

/// How to reach the parts of the objects of one type. Each function is given the address by which
/// the registry knows the object.
struct CountedType {
    contracts::TypeName name;
    TwoTierCount& (*counts)(const void* object) noexcept;
    /// *Requires*: users is zero for good and teardown has not run (Teardown.once).
    void (*tear_down)(const void* object) noexcept;
    /// Ends the object's life and returns the memory that it was made in.
    /// *Requires*: the last count is gone (Free.once).
    void* (*destroy)(const void* object) noexcept;
};

/// The parts of a user's own type; defined with the operations on it.
template <typename Object, typename Contents>
[[nodiscard]] const CountedType& counted_type() noexcept;

/// A pointer to an object with two counts, and its type. The pointer may be null, wild or stale:
/// only what the registry knows is followed (Owned.alive).
class CountedObject {
 public:
    // Neither is explicit: an operation on an mm or on an object is one on this.
    CountedObject(const Mm* mm) noexcept;  // NOLINT(google-explicit-constructor)
    template <typename Object, typename Contents>
    // NOLINTNEXTLINE(google-explicit-constructor)
    CountedObject(const TwoTierCounted<Object, Contents>* object) noexcept
        : address_(object), type_(&counted_type<Object, Contents>()) {}

    [[nodiscard]] const void* address() const noexcept { return address_; }
    [[nodiscard]] const CountedType& type() const noexcept { return *type_; }
    /// Null if it is no mm.
    [[nodiscard]] const Mm* mm() const noexcept;

 private:
    const void* address_;
    const CountedType* type_;
};

}  // namespace mm::internal
