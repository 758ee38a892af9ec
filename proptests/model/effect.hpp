// What an operation does to the references, whatever its name.
#pragma once

#include <cstdint>

#include "operations/operation.hpp"

namespace mm::proptests {

enum class Effect : std::uint8_t {
    none,
    make,
    take,
    give_up,
    upgrade,
    adopt,
    disown,
    move,
    convert,
    flush,
    enter,
    leave,
    resume
};

[[nodiscard]] constexpr Effect effect_of(Kind kind) noexcept {
    switch (kind) {
        case Kind::mm_alloc:
            return Effect::make;
        case Kind::mmgrab:
        case Kind::mmget:
        case Kind::mm_inc_ref:
        case Kind::mm_with_user_inc_ref:
        case Kind::mm_with_user_async_inc_ref:
        case Kind::aref_from_reference:
        case Kind::aref_clone:
            return Effect::take;
        case Kind::mmdrop:
        case Kind::mmput:
        case Kind::mmput_async:
        case Kind::mm_dec_ref:
        case Kind::mm_with_user_dec_ref:
        case Kind::mm_with_user_async_dec_ref:
        case Kind::aref_drop:
            return Effect::give_up;
        case Kind::mmget_not_zero:
        case Kind::mm_mmget_not_zero:
            return Effect::upgrade;
        case Kind::aref_from_raw:
            return Effect::adopt;
        case Kind::aref_into_raw:
            return Effect::disown;
        case Kind::aref_move:
            return Effect::move;
        case Kind::mm_with_user_into_mmput_async:
            return Effect::convert;
        case Kind::flush_mmput_async:
            return Effect::flush;
        case Kind::atomic_context_enter:
            return Effect::enter;
        case Kind::atomic_context_leave:
            return Effect::leave;
        case Kind::resume:
            return Effect::resume;
        default:
            return Effect::none;
    }
}

/// Its operand is an mm that raw code names, and references go to raw code or come from it.
[[nodiscard]] constexpr bool is_raw(Kind kind) noexcept {
    return spec::text(kind).operands == spec::Operands::mm;
}

/// Calls through a reference: the language knows no null reference.
[[nodiscard]] constexpr bool goes_through_reference(Kind kind) noexcept {
    return kind == Kind::mm_as_raw || kind == Kind::mm_inc_ref || kind == Kind::mm_mmget_not_zero ||
           kind == Kind::mm_with_user_inc_ref || kind == Kind::mm_with_user_async_inc_ref ||
           kind == Kind::mm_with_user_address_space || kind == Kind::aref_from_reference;
}

/// The last user that it gives up leaves the teardown to the worker (Async.deferred).
[[nodiscard]] constexpr bool defers(const Operation& operation) noexcept {
    if (is_raw(operation.kind)) {
        return operation.kind == Kind::mmput_async ||
               operation.kind == Kind::mm_with_user_async_dec_ref;
    }
    return names_aref(operation.kind) && operation.aref.kind == ARefKind::async;
}

/// Giving the reference up may sleep: every mmput, and the destructors of ARef<Mm> and
/// ARef<MmWithUser>, which are refused in an atomic context (Sleep.may_sleep).
[[nodiscard]] constexpr bool may_sleep_giving_up(const Operation& operation) noexcept {
    if (defers(operation)) return false;
    return !is_raw(operation.kind) || tier_of(operation) == Tier::users;
}

[[nodiscard]] constexpr bool can_stop(const Operation& operation, Stop before) noexcept {
    const Effect effect = effect_of(operation.kind);
    const bool puts = effect == Effect::give_up && tier_of(operation) == Tier::users;
    switch (before) {
        case Stop::fetch_add:
            return effect == Effect::take || effect == Effect::upgrade;
        case Stop::fetch_sub:
            return effect == Effect::give_up;
        case Stop::compare_exchange:
            return puts;
        case Stop::exchange:
            return puts && defers(operation);
        case Stop::teardown:
            return puts && !defers(operation);
    }
    return false;
}

}  // namespace mm::proptests
