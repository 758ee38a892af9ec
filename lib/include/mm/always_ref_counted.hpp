// The concept of a type that lives as long as somebody holds a reference to it.
#pragma once

#include <concepts>
#include <type_traits>

namespace mm {

/// A type whose objects are always reference counted: never copied, never moved.
///
/// *Requires*: `object.inc_ref()` adds a reference and `T::dec_ref(pointer)` gives one up that the
/// caller owns; the object lives while a reference is left (Owned.release).
/// Source: AlwaysRefCounted in rust/kernel/sync/aref.rs.
template <typename T>
concept AlwaysRefCounted =
    !std::is_copy_constructible_v<T> && !std::is_move_constructible_v<T> &&
    !std::is_copy_assignable_v<T> && requires(const T& object, const T* pointer) {
    object.inc_ref();
    T::dec_ref(pointer);
};

}  // namespace mm
