// What the checked build judges of initialisers; in the plain build nothing.
#pragma once

#include <cstddef>
#include <cstdint>

#include "mm/call_site.hpp"
#include "mm/raw_calls.hpp"

#if MMSPEC_CHECKED
#include <utility>

#include "mm/spec/operations.hpp"
#endif

namespace mm::internal {

/// What a slot holds.
enum class Held : std::uint8_t { nothing, unfinished, value, pinned_value };

#if MMSPEC_CHECKED
using InitialiserStep = spec::Operation;

/// *Errors*: throws Refusal unless `storage` is there and fits (Init.storage).
/// Not const, though nothing is written: g++ warns where a const pointer is to what is not made
/// yet.
void require_storage(void* storage, std::size_t alignment, InitialiserStep step, CallSite site);
/// *Errors*: throws Refusal unless the slot holds nothing, not even an unfinished value
/// (Init.storage).
void require_empty(const void* slot, Held held, InitialiserStep step, CallSite site);
/// *Errors*: throws Refusal unless the slot holds a value (Init.held).
void require_value(const void* slot, Held held, InitialiserStep step, CallSite site);
/// *Errors*: throws Refusal unless the value may move (Init.pinned).
void require_unpinned(const void* slot, Held held, InitialiserStep step, CallSite site);
/// False, and reported, while the slot is being filled (Init.held).
[[nodiscard]] bool is_finished(const void* slot, Held held, InitialiserStep step, CallSite site);
/// False, and reported, unless an mm may start with `initial` (Bound.limit).
[[nodiscard]] bool may_start_with(Initial initial, CallSite site);

/// Base of an initialiser that is consumed by its run (Init.once): knows whether it was run or
/// moved from.
class OneShot {
 public:
    OneShot() = default;
    OneShot(const OneShot&) = default;
    OneShot& operator=(const OneShot&) = default;
    OneShot(OneShot&& other) noexcept : spent_(std::exchange(other.spent_, true)) {}
    OneShot& operator=(OneShot&& other) noexcept {
        spent_ = std::exchange(other.spent_, true);
        return *this;
    }

    /// *Errors*: throws Refusal at the second time (Init.once).
    void spend(InitialiserStep step);

 protected:
    ~OneShot() = default;

 private:
    bool spent_ = false;
};
#else
/// Stands for spec::Operation, which the plain build does without.
struct InitialiserStep {};

inline void require_storage(void*, std::size_t, InitialiserStep, CallSite) noexcept {}
inline void require_empty(const void*, Held, InitialiserStep, CallSite) noexcept {}
inline void require_value(const void*, Held, InitialiserStep, CallSite) noexcept {}
inline void require_unpinned(const void*, Held, InitialiserStep, CallSite) noexcept {}
[[nodiscard]] inline bool is_finished(const void*, Held, InitialiserStep, CallSite) noexcept {
    return true;
}
[[nodiscard]] inline bool may_start_with(Initial, CallSite) noexcept {
    return true;
}

class OneShot {
 public:
    void spend(InitialiserStep) noexcept {}

 protected:
    ~OneShot() = default;
};
#endif

/// The steps that reports name, in either build.
namespace initialiser_steps {
#if MMSPEC_CHECKED
using enum spec::Operation;
#else
inline constexpr InitialiserStep init_into, pinned_init_into, init_from, pin_init_from, chain,
    pin_chain, init_fields, init_array, slot_init, slot_pinned_init, slot_value, slot_take,
    slot_reset;
#endif
}  // namespace initialiser_steps

}  // namespace mm::internal
