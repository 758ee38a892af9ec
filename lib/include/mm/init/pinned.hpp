// A reference to an object that stays where it is.
#pragma once

#include <concepts>
#include <memory>
#include <type_traits>

namespace mm {

/// Refers to a `T` that is not moved before it is destroyed (Init.pinned). Where `T` could be moved
/// it gives access to a const `T`, so that no one moves from it by oversight.
///
/// Source: `Pin<&mut T>`.
template <typename T>
class Pinned {
 public:
    using Access = std::conditional_t<std::move_constructible<T>, const T, T>;

    explicit Pinned(T& object) noexcept : object_(std::addressof(object)) {}

    [[nodiscard]] Access& operator*() const noexcept { return *object_; }
    [[nodiscard]] Access* operator->() const noexcept { return object_; }

    /// Access to change it. *Requires*: the caller does not move from the result (Init.pinned).
    [[nodiscard]] T& unchecked() const noexcept { return *object_; }

 private:
    T* object_;
};

}  // namespace mm
