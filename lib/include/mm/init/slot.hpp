// Storage for one object that an initialiser makes, on the stack or in another object.
#pragma once

#include <concepts>
#include <cstddef>
#include <memory>
#include <new>
#include <utility>

#include "mm/init/initialiser.hpp"
#include "mm/init/pinned.hpp"
#include "mm/internal/initialiser_checks.hpp"
#include "mm/internal/lifetime_bound.hpp"

namespace mm {

/// Holds nothing or one `T`, at an address that does not change.
///
/// *Invariant*: what it holds was made by an initialiser that succeeded, and is destroyed by
/// `reset`, `take` or the destructor (Init.all_or_nothing).
/// Not for several threads at once. Source: the macro stack_pin_init of the kernel's pin-init.
template <typename T>
class Slot {
    using Held = internal::Held;

 public:
    Slot() noexcept = default;
    Slot(const Slot&) = delete;
    Slot& operator=(const Slot&) = delete;
    ~Slot() { destroy(); }

    /// Runs `initialiser` into the slot.
    /// *Requires*: holds nothing (Init.storage).
    /// *Ensures*: success and a value, or an error and nothing (Init.all_or_nothing).
    /// *Errors*: those of the initialiser (Init.error); checked build: throws Refusal once the
    /// handler has returned.
    template <Init<T> I>
    Outcome<InitError<I, T>> init(I initialiser, CallSite site = CallSite::here()) {
        internal::require_empty(this, held_, internal::initialiser_steps::slot_init, site);
        return fill<internal::Pinning::unpinned>(std::move(initialiser), Held::value);
    }

    /// As `init`, for what stays here until it is destroyed: `take` is then refused (Init.pinned).
    /// *Requires*: nobody moves from what `value` refers to either.
    template <PinInit<T> I>
    Outcome<InitError<I, T>> pinned_init(I initialiser, CallSite site = CallSite::here()) {
        internal::require_empty(this, held_, internal::initialiser_steps::slot_pinned_init, site);
        return fill<internal::Pinning::pinned>(std::move(initialiser), Held::pinned_value);
    }

    [[nodiscard]] bool holds() const noexcept {
        return held_ == Held::value || held_ == Held::pinned_value;
    }

    /// *Requires*: holds a value (Init.held).
    /// *Errors*: checked build: throws Refusal once the handler has returned.
    [[nodiscard]] T& value(CallSite site = CallSite::here()) MMSPEC_LIFETIME_BOUND {
        internal::require_value(this, held_, internal::initialiser_steps::slot_value, site);
        return *place();
    }
    [[nodiscard]] const T& value(CallSite site = CallSite::here()) const MMSPEC_LIFETIME_BOUND {
        internal::require_value(this, held_, internal::initialiser_steps::slot_value, site);
        return *place();
    }

    /// Moves the value out; the slot holds nothing then.
    /// *Requires*: holds a value (Init.held) that `init` made (Init.pinned).
    /// *Errors*: checked build: throws Refusal once the handler has returned.
    [[nodiscard]] T take(CallSite site = CallSite::here()) requires std::move_constructible<T> {
        internal::require_value(this, held_, internal::initialiser_steps::slot_take, site);
        internal::require_unpinned(this, held_, internal::initialiser_steps::slot_take, site);
        T taken = std::move(*place());
        destroy();
        return taken;
    }

    /// Destroys what the slot holds, if anything.
    /// *Requires*: not called by an initialiser on the slot that it fills (Init.held).
    /// *Errors*: checked build: nothing happens.
    void reset(CallSite site = CallSite::here()) {
        if (internal::is_finished(this, held_, internal::initialiser_steps::slot_reset, site)) {
            destroy();
        }
    }

 private:
    /// Says that the slot is being filled, and holds nothing unless told that it is done.
    class Filling {
     public:
        explicit Filling(Slot& slot) noexcept : slot_(slot) { slot_.held_ = Held::unfinished; }
        Filling(const Filling&) = delete;
        Filling& operator=(const Filling&) = delete;
        ~Filling() { slot_.held_ = result_; }

        void done(Held result) noexcept { result_ = result; }

     private:
        Slot& slot_;
        Held result_ = Held::nothing;
    };

    template <internal::Pinning pinning, typename I>
    Outcome<InitError<I, T>> fill(I&& initialiser, Held result) {
        Filling filling(*this);
        auto made = internal::run<pinning>(storage(), std::forward<I>(initialiser));
        if (made) filling.done(result);
        return made;
    }

    void destroy() noexcept {
        if (!holds()) return;
        // First, so that a destructor that looks at the slot finds it empty (Init.held).
        T* const value = place();
        held_ = Held::nothing;
        std::destroy_at(value);
    }

    /// Nothing may live there yet (Init.storage).
    [[nodiscard]] T* storage() noexcept { return reinterpret_cast<T*>(bytes_); }
    /// *Requires*: holds a value (Init.held), which `launder` finds.
    [[nodiscard]] T* place() noexcept { return std::launder(reinterpret_cast<T*>(bytes_)); }
    [[nodiscard]] const T* place() const noexcept {
        return std::launder(reinterpret_cast<const T*>(bytes_));
    }

    alignas(T) std::byte bytes_[sizeof(T)];
    Held held_ = Held::nothing;
};

}  // namespace mm
