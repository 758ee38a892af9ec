// What may go to another thread, and what several threads may use at once.
#pragma once

#include <optional>
#include <type_traits>

#include "mm/aref.hpp"

namespace mm {

class Mm;
class MmWithUser;
class MmWithUserAsync;

/// Whether an object may be handed to another thread, and used and destroyed there. C++ cannot look
/// into a class, so nothing but numbers is taken for granted: specialise it for a type of your own.
/// Source: the auto trait Send.
template <typename T>
inline constexpr bool enable_send = std::is_arithmetic_v<T> || std::is_enum_v<T>;

/// Whether several threads may use one object at once, each through a const reference: specialise
/// it as `enable_send`. Source: the auto trait Sync.
template <typename T>
inline constexpr bool enable_sync = std::is_arithmetic_v<T> || std::is_enum_v<T>;

/// A `T` may be handed to another thread (Threads.parallel).
template <typename T>
concept Send = enable_send<std::remove_cv_t<T>>;

/// A `T` may be used by several threads at once (Threads.parallel).
template <typename T>
concept Sync = enable_sync<std::remove_cv_t<T>>;

// Every operation on them is const and may run in parallel with every other.
template <>
inline constexpr bool enable_send<Mm> = true;
template <>
inline constexpr bool enable_sync<Mm> = true;
template <>
inline constexpr bool enable_send<MmWithUser> = true;
template <>
inline constexpr bool enable_sync<MmWithUser> = true;
template <>
inline constexpr bool enable_send<MmWithUserAsync> = true;
template <>
inline constexpr bool enable_sync<MmWithUserAsync> = true;

/// Who has a reference can use the object, and destroy it as the last: so it must be both.
template <typename T>
inline constexpr bool enable_send<ARef<T>> = Send<T>&& Sync<T>;
template <typename T>
inline constexpr bool enable_sync<ARef<T>> = Send<T>&& Sync<T>;

template <typename T>
inline constexpr bool enable_send<std::optional<T>> = Send<T>;
template <typename T>
inline constexpr bool enable_sync<std::optional<T>> = Sync<T>;

/// Who has a reference to const can use the object beside others.
template <typename T>
inline constexpr bool enable_send<const T&> = Sync<T>;
template <typename T>
inline constexpr bool enable_sync<const T&> = Sync<T>;

}  // namespace mm
