// An initialiser followed by a step on what it made.
#pragma once

#include <functional>
#include <type_traits>
#include <utility>

#include "mm/init/initialiser.hpp"
#include "mm/init/pinned.hpp"
#include "mm/internal/common_error.hpp"
#include "mm/internal/undo.hpp"

namespace mm {
namespace internal {

/// Calls a step of a chain; one that returns nothing cannot fail.
template <typename F, typename Reference>
[[nodiscard]] auto call_step(F&& step, Reference object) {
    if constexpr (std::is_void_v<std::invoke_result_t<F, Reference>>) {
        std::invoke(std::forward<F>(step), object);
        return Outcome<Infallible>::success();
    } else {
        return std::invoke(std::forward<F>(step), object);
    }
}

template <typename F, typename Reference>
concept Step = std::invocable<F, Reference> &&(std::is_void_v<std::invoke_result_t<F, Reference>> ||
                                               is_outcome<std::invoke_result_t<F, Reference>>);

template <typename F, typename Reference>
using StepError =
    typename decltype(call_step<F, Reference>(std::declval<F>(), std::declval<Reference>()))::Error;

/// The initialiser `I`, then the step `F` on a `Reference<T>`; `Derived` gives it its form.
template <typename I, typename F>
class ChainOf : public OneShot {
 public:
    ChainOf(I first, F then) : first_(std::move(first)), then_(std::move(then)) {}

 protected:
    template <Pinning pinning, typename Reference, typename Error, typename T>
    Outcome<Error> run_both(T* storage) {
        auto made = run<pinning>(storage, std::move(first_));
        if (!made) return std::move(made).template widened<Error>();
        Undo<T> undo(storage);
        auto stepped = call_step<F, Reference>(std::move(then_), Reference(*storage));
        if (stepped) undo.keep();
        return std::move(stepped).template widened<Error>();
    }

 private:
    I first_;
    F then_;
};

}  // namespace internal

/// What `chain` returns: makes what `I` makes, then calls `F` with it.
template <typename I, typename F>
class [[nodiscard]] ChainInit : public internal::ChainOf<I, F> {
 public:
    using internal::ChainOf<I, F>::ChainOf;

    template <typename T>
    requires Init<I, T> && internal::Step<F, T&> &&
        internal::HaveCommonError<InitError<I, T>, internal::StepError<F, T&>>
    auto into(T* storage) && {
        using Error =
            typename internal::CommonError<InitError<I, T>, internal::StepError<F, T&>>::Type;
        this->spend(internal::initialiser_steps::chain);
        return this->template run_both<internal::Pinning::unpinned, T&, Error>(storage);
    }
};

/// What `pin_chain` returns: makes what `I` makes in its place, then calls `F` with it.
template <typename I, typename F>
class [[nodiscard]] ChainPinInit : public internal::ChainOf<I, F> {
 public:
    using internal::ChainOf<I, F>::ChainOf;

    template <typename T>
    requires PinInit<I, T> && internal::Step<F, Pinned<T>> &&
        internal::HaveCommonError<InitError<I, T>, internal::StepError<F, Pinned<T>>>
    auto pinned_into(T* storage) && {
        using Error = typename internal::CommonError<InitError<I, T>,
                                                     internal::StepError<F, Pinned<T>>>::Type;
        this->spend(internal::initialiser_steps::pin_chain);
        return this->template run_both<internal::Pinning::pinned, Pinned<T>, Error>(storage);
    }
};

/// An initialiser that runs `first` and then calls `then` with a `T&` to what it made.
///
/// `then` returns nothing, or an Outcome. *Ensures*: if `then` fails or throws, what `first` made
/// is destroyed in place and the error is that of the chain (Init.all_or_nothing, Init.error).
/// Source: Init::chain of the kernel's pin-init.
template <typename I, typename F>
ChainInit<I, F> chain(I first, F then) {
    return {std::move(first), std::move(then)};
}

/// As chain, for what is not moved afterwards: `then` is called with a `Pinned<T>`.
/// Source: PinInit::pin_chain of the kernel's pin-init.
template <typename I, typename F>
ChainPinInit<I, F> pin_chain(I first, F then) {
    return {std::move(first), std::move(then)};
}

}  // namespace mm
