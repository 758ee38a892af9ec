// An owned reference to an always-reference-counted object.
#pragma once

#include <compare>
#include <concepts>
#include <cstddef>
#include <functional>
#include <utility>

#include "mm/always_ref_counted.hpp"
#include "mm/call_site.hpp"
#include "mm/internal/aref_owner.hpp"
#include "mm/internal/lifetime_bound.hpp"

namespace mm {

namespace internal {
struct AlreadyOwned;
}

/// Owns one reference to a `T`; one pointer in size.
///
/// *Invariant*: refers to an object, except after it was moved from; then it may only be destroyed,
/// assigned to or moved from again (Owned.moved).
/// Which count it owns follows from `T`: `ARef<Mm>` owns a grab, `ARef<MmWithUser>` and
/// `ARef<MmWithUserAsync>` a user; there is no conversion between the two counts. Source: ARef in
/// rust/kernel/sync/aref.rs.
template <typename T>
class [[nodiscard]] ARef {
    using Owner = internal::ARefOwner<T>;

 public:
    using element_type = T;

    /// Adds a reference. *Requires*: as `T::inc_ref` (Owned.alive).
    /// *Errors*: checked build: throws Refusal once the handler has returned.
    [[nodiscard]] explicit ARef(const T& object, CallSite site = CallSite::here())
        : object_(&object) {
        Owner::from_reference(object_, site);
    }

    /// Takes over a reference that raw code owns; changes no count (Identity.no_count).
    /// *Requires*: the caller owns a reference of T's tier and gives it up to the result
    /// (Owned.take_over).
    /// *Errors*: checked build: throws Refusal once the handler has returned.
    static ARef from_raw(const T* object, CallSite site = CallSite::here()) {
        Owner::from_raw(object, site);
        return ARef(object, Adopted{});
    }

    /// Hands the reference to raw code; changes no count (Identity.no_count).
    /// *Requires*: not moved from (Owned.moved). *Errors*: checked build: null pointer.
    [[nodiscard]] static const T* into_raw(ARef reference, CallSite site = CallSite::here()) {
        if (!Owner::into_raw(reference.object_, site)) return nullptr;
        return std::exchange(reference.object_, nullptr);
    }

    /// Adds a reference. *Requires*: `other` is not moved from (Owned.moved).
    /// *Errors*: checked build: throws Refusal once the handler has returned.
    ARef(const ARef& other, CallSite site = CallSite::here()) : object_(other.object_) {
        Owner::clone(object_, site);
    }

    /// No conversion between the counts: a user is no grab, and dropping one is not dropping the
    /// other (Owned.release). `ARef<Mm>(*user)` takes a grab beside the user.
    template <typename Other>
    requires(!std::same_as<Other, T>) ARef(const ARef<Other>& other)
    = delete;
    /// A pointer does not say who owns what: `from_raw` takes over, `ARef(*pointer)` adds
    /// (Owned.take_over).
    ARef(const T* object) = delete;

    ARef(ARef&& other) noexcept : object_(std::exchange(other.object_, nullptr)) {}

    ARef& operator=(const ARef& other) {
        if (this != &other) ARef(other).swap(*this);
        return *this;
    }

    ARef& operator=(ARef&& other) noexcept {
        ARef(std::move(other)).swap(*this);
        return *this;
    }

    /// Gives the reference up; what that means is `T::dec_ref` (Owned.release).
    /// Whether it may sleep follows from `T` (Sleep.may_sleep, Sleep.never). Throws nothing.
    /// *Errors*: checked build: refused, the reference belongs to raw code (Sleep.orphan).
    ~ARef() {
        if (object_ != nullptr) Owner::drop(object_);
    }

    /// Adds a reference, as the copy constructor, in words.
    ARef clone(CallSite site = CallSite::here()) const { return ARef(*this, site); }

    /// *Requires*: not moved from (Owned.moved).
    /// *Errors*: checked build: throws Refusal once the handler has returned.
    [[nodiscard]] const T& operator*() const MMSPEC_LIFETIME_BOUND {
        Owner::dereference(object_);
        return *object_;
    }
    [[nodiscard]] const T* operator->() const MMSPEC_LIFETIME_BOUND {
        Owner::dereference(object_);
        return object_;
    }

    /// The address, null only after a move: the one way to ask a moved-from ARef what it is.
    [[nodiscard]] const T* get() const noexcept MMSPEC_LIFETIME_BOUND { return object_; }

    void swap(ARef& other) noexcept { std::swap(object_, other.object_); }
    friend void swap(ARef& left, ARef& right) noexcept { left.swap(right); }

    /// Two ARefs are equal if they refer to the same object.
    [[nodiscard]] friend bool operator==(const ARef& left, const ARef& right) noexcept {
        return left.object_ == right.object_;
    }
    [[nodiscard]] friend std::strong_ordering operator<=>(const ARef& left,
                                                          const ARef& right) noexcept {
        return std::compare_three_way{}(left.object_, right.object_);
    }

 private:
    friend internal::AlreadyOwned;
    struct Adopted {};
    ARef(const T* object, Adopted) noexcept : object_(object) {
        static_assert(AlwaysRefCounted<T>);
        static_assert(sizeof(ARef) == sizeof(T*));
    }

    const T* object_;
};

namespace internal {

/// Makes an ARef of a reference that was taken on its behalf (Final.no_revival).
struct AlreadyOwned {
    template <typename T>
    static ARef<T> by_aref(const T* object) noexcept {
        return ARef<T>(object, typename ARef<T>::Adopted{});
    }

    /// Leaves `reference` moved from: the one who is given the pointer has what it owned.
    template <typename T>
    [[nodiscard]] static const T* released_by(ARef<T>& reference) noexcept {
        return std::exchange(reference.object_, nullptr);
    }
};

}  // namespace internal
}  // namespace mm

template <typename T>
struct std::hash<mm::ARef<T>> {
    [[nodiscard]] std::size_t operator()(const mm::ARef<T>& reference) const noexcept {
        return std::hash<const T*>{}(reference.get());
    }
};
