// An initialiser of an array, element by element.
#pragma once

#include <array>
#include <concepts>
#include <cstddef>
#include <memory>
#include <type_traits>
#include <utility>

#include "mm/init/initialiser.hpp"
#include "mm/internal/undo.hpp"

namespace mm {

/// What `init_array` returns: has the unpinned form if the elements have.
template <typename F>
class [[nodiscard]] ArrayInit : public internal::OneShot {
    using Element = std::invoke_result_t<F&, std::size_t>;
    using Pinning = internal::Pinning;

 public:
    explicit ArrayInit(F element) : element_(std::move(element)) {}

    template <typename T, std::size_t size>
    requires Init<Element, T>
    auto into(std::array<T, size>* storage) && {
        spend(internal::initialiser_steps::init_array);
        return make<Pinning::unpinned>(storage->data(), size);
    }

    template <typename T, std::size_t size>
    requires PinInit<Element, T>
    auto pinned_into(std::array<T, size>* storage) && {
        spend(internal::initialiser_steps::init_array);
        return make<Pinning::pinned>(storage->data(), size);
    }

 private:
    /// Destroys the elements below its number, the last first (Init.reverse_order).
    template <typename T>
    struct [[nodiscard]] UndoElements {
        T* elements;
        std::size_t made = 0;

        explicit UndoElements(T* first) noexcept : elements(first) {}
        UndoElements(const UndoElements&) = delete;
        UndoElements& operator=(const UndoElements&) = delete;
        ~UndoElements() {
            while (made != 0) std::destroy_at(elements + --made);
        }
    };

    template <Pinning pinning, typename T>
    Outcome<InitError<Element, T>> make(T* elements, std::size_t size) {
        UndoElements<T> undo(elements);
        for (std::size_t index = 0; index != size; ++index) {
            auto made = internal::run<pinning>(elements + index, element_(index));
            if (!made) return made;
            ++undo.made;
        }
        undo.made = 0;
        return Outcome<InitError<Element, T>>::success();
    }

    F element_;
};

/// An initialiser of a std::array whose element number `index` is made by `element(index)`.
/// *Ensures*: if an element fails, those before it are destroyed, the last made first
/// (Init.reverse_order).
/// Source: init_array_from_fn of the kernel's pin-init.
template <std::invocable<std::size_t> F>
ArrayInit<F> init_array(F element) {
    return ArrayInit<F>(std::move(element));
}

}  // namespace mm
