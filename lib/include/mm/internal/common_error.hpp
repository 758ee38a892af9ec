// The one error type of several steps.
#pragma once

#include <concepts>

#include "mm/init/infallible.hpp"

namespace mm::internal {

/// `Type` is the error that all of `Errors` are, apart from those that cannot happen; steps with
/// different errors have no common one (Init.error).
template <typename... Errors>
struct CommonError {
    using Type = Infallible;
};
template <typename Error, typename... Rest>
struct CommonError<Error, Rest...> : CommonError<Rest...> {};
template <typename Error, typename... Rest>
requires(!std::same_as<Error, Infallible> &&
         ((std::same_as<Rest, Error> ||
           std::same_as<Rest, Infallible>)&&...)) struct CommonError<Error, Rest...> {
    using Type = Error;
};
template <typename Error, typename... Rest>
requires(!std::same_as<Error, Infallible> &&
         !((std::same_as<Rest, Error> ||
            std::same_as<Rest, Infallible>)&&...)) struct CommonError<Error, Rest...> {
};

template <typename... Errors>
concept HaveCommonError = requires {
    typename CommonError<Errors...>::Type;
};

}  // namespace mm::internal
