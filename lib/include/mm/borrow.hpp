// References to what somebody else owns.
#pragma once

#include <concepts>
#include <type_traits>

#include "mm/internal/lifetime_bound.hpp"

namespace mm {

/// `object` itself, to look at. *Requires*: the result is not used after `object` is gone.
/// Source: core::borrow::Borrow.
template <typename T>
[[nodiscard]] constexpr const T& borrow(const T& object MMSPEC_LIFETIME_BOUND) noexcept {
    return object;
}
/// What is about to go is not borrowed.
template <typename T>
void borrow(const T&&) = delete;

/// `object` itself, to change. No operation gives a user of the library an mm that is not const, so
/// there is none to borrow so. *Requires*: as `borrow`. Source: core::borrow::BorrowMut.
template <typename T>
requires(!std::is_const_v<T>)
    [[nodiscard]] constexpr T& borrow_mut(T& object MMSPEC_LIFETIME_BOUND) noexcept {
    return object;
}

/// An `Owner` can be borrowed as a `T`.
template <typename Owner, typename T = Owner>
concept Borrow = requires(const Owner& owner) {
    { borrow(owner) } -> std::same_as<const T&>;
};

/// An `Owner`, which may be const, can be borrowed as a `T` to change.
template <typename Owner, typename T = Owner>
concept BorrowMut = requires(Owner& owner) {
    { borrow_mut(owner) } -> std::same_as<T&>;
};

}  // namespace mm
