// An initialiser from a function that fills the storage itself.
#pragma once

#include <functional>
#include <utility>

#include "mm/init/initialiser.hpp"

namespace mm {

/// What `init_from` returns.
template <typename F>
class [[nodiscard]] InitFrom : public internal::OneShot {
 public:
    explicit InitFrom(F fill) : fill_(std::move(fill)) {}

    template <typename T>
    requires internal::is_outcome<std::invoke_result_t<F, T*>>
    auto into(T* storage) && {
        spend(internal::initialiser_steps::init_from);
        return std::invoke(std::move(fill_), storage);
    }

 private:
    F fill_;
};

/// What `pin_init_from` returns.
template <typename F>
class [[nodiscard]] PinInitFrom : public internal::OneShot {
 public:
    explicit PinInitFrom(F fill) : fill_(std::move(fill)) {}

    template <typename T>
    requires internal::is_outcome<std::invoke_result_t<F, T*>>
    auto pinned_into(T* storage) && {
        spend(internal::initialiser_steps::pin_init_from);
        return std::invoke(std::move(fill_), storage);
    }

 private:
    F fill_;
};

/// An initialiser that calls `fill`, an `Outcome<E>(T* storage)`.
/// *Requires*: `fill` leaves a `T` in the storage and returns success, or leaves nothing that it
/// made and returns an error (Init.all_or_nothing).
/// Source: init_from_closure of the kernel's pin-init.
template <typename F>
InitFrom<F> init_from(F fill) {
    return InitFrom<F>(std::move(fill));
}

/// As init_from; `fill` may rely on the address of the storage (Init.pinned).
/// Source: pin_init_from_closure of the kernel's pin-init.
template <typename F>
PinInitFrom<F> pin_init_from(F fill) {
    return PinInitFrom<F>(std::move(fill));
}

}  // namespace mm
