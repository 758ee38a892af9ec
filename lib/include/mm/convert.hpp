// Conversions by name, with the error that each may have.
#pragma once

#include <concepts>
#include <type_traits>
#include <utility>

#include "mm/init/infallible.hpp"
#include "mm/init/result.hpp"

namespace mm {

/// A `T` can be made of a `U`, and no number loses by it. Source: core::convert::From.
template <typename T, typename U>
concept From = std::constructible_from<T, U> &&
    (!std::is_arithmetic_v<T> || requires(U && value) { T{std::forward<U>(value)}; });

/// A `U` can be turned into a `T`. Source: core::convert::Into.
template <typename U, typename T>
concept Into = From<T, U>;

/// `value` as a `T`: itself, if it is one already.
template <typename T, typename U>
requires From<T, U>
[[nodiscard]] constexpr T from(U&& value) {
    return T(std::forward<U>(value));
}

/// The same, written from the other end.
template <typename T, typename U>
requires Into<U, T>
[[nodiscard]] constexpr T into(U&& value) {
    return from<T>(std::forward<U>(value));
}

/// How a `T` is tried to be made of a `U`. Specialise it for conversions that can fail: with
/// `Error`, and `static Result<T, Error> convert(U)`. A conversion that cannot fail has the error
/// of which there is none.
template <typename T, typename U>
struct Conversion {};

template <typename T, typename U>
requires From<T, U>
struct Conversion<T, U> {
    using Error = Infallible;

    [[nodiscard]] static constexpr Result<T, Error> convert(U value) {
        return Result<T, Error>::success(from<T>(std::forward<U>(value)));
    }
};

/// The error of making a `T` of a `U`. Source: core::convert::TryFrom::Error.
template <typename T, typename U>
using ConversionError = typename Conversion<T, U>::Error;

/// A `T` can be tried to be made of a `U`. Source: core::convert::TryFrom.
template <typename T, typename U>
concept TryFrom = requires(U&& value) {
    {
        Conversion<T, U>::convert(std::forward<U>(value))
        } -> std::same_as<Result<T, ConversionError<T, U>>>;
};

/// A `U` can be tried to be turned into a `T`. Source: core::convert::TryInto.
template <typename U, typename T>
concept TryInto = TryFrom<T, U>;

template <typename T, typename U>
requires TryFrom<T, U>
[[nodiscard]] constexpr auto try_from(U&& value) {
    return Conversion<T, U>::convert(std::forward<U>(value));
}

template <typename T, typename U>
requires TryInto<U, T>
[[nodiscard]] constexpr auto try_into(U&& value) {
    return try_from<T>(std::forward<U>(value));
}

}  // namespace mm
