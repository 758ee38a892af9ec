// What an initialiser is, and how one is run into a caller's storage.
#pragma once

#include <concepts>
#include <functional>
#include <memory>
#include <new>
#include <type_traits>
#include <utility>

#include "mm/init/outcome.hpp"
#include "mm/internal/initialiser_checks.hpp"

namespace mm {
namespace internal {

template <typename>
inline constexpr bool is_outcome = false;
template <typename E>
inline constexpr bool is_outcome<Outcome<E>> = true;

/// Has the unpinned form: `into(storage)` makes a `T` there or says why not.
template <typename I, typename T>
concept HasInto = requires(I initialiser, T* storage) {
    requires is_outcome<decltype(std::move(initialiser).into(storage))>;
};

/// Has the pinned form.
template <typename I, typename T>
concept HasPinnedInto = requires(I initialiser, T* storage) {
    requires is_outcome<decltype(std::move(initialiser).pinned_into(storage))>;
};

/// A value is an initialiser of its own type.
template <typename I, typename T>
concept IsValue = std::same_as<I, T> && std::move_constructible<T>;

/// So is a function that returns one: it is made in place even where it cannot move.
template <typename I, typename T>
concept IsFactory = requires(I initialiser) {
    requires std::same_as<decltype(std::invoke(std::move(initialiser))), T>;
};

enum class Pinning : std::uint8_t { unpinned, pinned };

/// Runs `initialiser` in the form that `pinning` asks for, without a check of the storage.
template <Pinning pinning, typename T, typename I>
[[nodiscard]] auto run(T* storage, I&& initialiser) {
    if constexpr (pinning == Pinning::pinned && HasPinnedInto<I, T>) {
        return std::forward<I>(initialiser).pinned_into(storage);
    } else if constexpr (HasInto<I, T>) {
        return std::forward<I>(initialiser).into(storage);
    } else if constexpr (IsValue<I, T>) {
        ::new (static_cast<void*>(storage)) T(std::forward<I>(initialiser));
        return Outcome<Infallible>::success();
    } else {
        ::new (static_cast<void*>(storage)) T(std::invoke(std::forward<I>(initialiser)));
        return Outcome<Infallible>::success();
    }
}

template <typename I, typename T>
concept IsInitialiser = HasInto<I, T> || HasPinnedInto<I, T> || IsValue<I, T> || IsFactory<I, T>;

template <typename I, typename T>
struct ErrorOf {
    using Type = void;
};
template <typename I, typename T>
requires IsInitialiser<I, T>
struct ErrorOf<I, T> {
    using Type =
        typename decltype(run<Pinning::pinned>(std::declval<T*>(), std::declval<I>()))::Error;
};

}  // namespace internal

/// The error that `I` can fail with when it makes a `T`; void where it makes none.
template <typename I, typename T>
using InitError = typename internal::ErrorOf<I, T>::Type;

/// Makes a `T` in storage from which it is not moved afterwards, or fails with `E`.
///
/// An initialiser is a value, consumed by its run (Init.once), in one of four forms: a value `T`; a
/// function that returns a `T`; a class with `Outcome<E> into(T* storage) &&`; a class with
/// `Outcome<E> pinned_into(T* storage) &&`, which only a pinned place may run. One that cannot fail
/// fits every `E`.
/// *Requires* of such a class: after success a `T` lives in the storage, after failure nothing
/// does, and nothing is left of what was made (Init.all_or_nothing).
/// Source: PinInit of the kernel's pin-init; `pinned_into` is its `__pinned_init`.
template <typename I, typename T, typename E = InitError<I, T>>
concept PinInit = internal::IsInitialiser<I, T> &&
    (std::same_as<InitError<I, T>, E> || std::same_as<InitError<I, T>, Infallible>);

/// Makes a `T` that may be moved afterwards, or fails with `E`. Every Init is a PinInit, and not
/// the other way round: what can only be made in its place has no Init (Init.pinned).
/// Source: Init of the kernel's pin-init; `into` is its `__init`.
template <typename I, typename T, typename E = InitError<I, T>>
concept Init = PinInit<I, T, E> && std::move_constructible<T> &&
    (internal::HasInto<I, T> || internal::IsValue<I, T> || internal::IsFactory<I, T>);

/// Runs `initialiser` into `storage`; the caller owns what is made there.
/// *Requires*: size and alignment of a `T`, and nothing lives there (Init.storage).
/// *Ensures*: success and a `T` in the storage, or an error and nothing in it
/// (Init.all_or_nothing); then the storage may be used again or given back.
/// *Errors*: those of the initialiser (Init.error); checked build: throws Refusal once the handler
/// has returned.
template <typename T, Init<T> I>
Outcome<InitError<I, T>> init_into(T* storage, I initialiser, CallSite site = CallSite::here()) {
    internal::require_storage(storage, alignof(T), internal::initialiser_steps::init_into, site);
    return internal::run<internal::Pinning::unpinned>(storage, std::move(initialiser));
}

/// As init_into, for storage that keeps its address until the `T` is destroyed (Init.pinned).
template <typename T, PinInit<T> I>
Outcome<InitError<I, T>> pinned_init_into(T* storage, I initialiser,
                                          CallSite site = CallSite::here()) {
    internal::require_storage(storage, alignof(T), internal::initialiser_steps::pinned_init_into,
                              site);
    return internal::run<internal::Pinning::pinned>(storage, std::move(initialiser));
}

}  // namespace mm
