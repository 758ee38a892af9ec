#include "explorer/client_program.hpp"

#include "model/effect.hpp"

namespace mm::explorer {

using proptests::ARefKind;
using proptests::Effect;
using proptests::Kind;
using proptests::Operation;
using proptests::Owned;
using proptests::Tier;

namespace {

[[nodiscard]] constexpr Operation hand_over(ARefKind kind) {
    return {.kind = Kind::aref_into_raw, .aref = {kind, 0}};
}
[[nodiscard]] constexpr Operation take_over(ARefKind kind) {
    return {.kind = Kind::aref_from_raw, .into = {kind, 0}};
}

/// The deferring one last, which not every interface has.
constexpr std::array all_operations{
    Operation{.kind = Kind::mmgrab}, Operation{.kind = Kind::mmdrop},
    Operation{.kind = Kind::mmget},  Operation{.kind = Kind::mmget_not_zero},
    Operation{.kind = Kind::mmput},  hand_over(ARefKind::user),
    take_over(ARefKind::user),       hand_over(ARefKind::grab),
    take_over(ARefKind::grab),       Operation{.kind = Kind::mmput_async}};

[[nodiscard]] std::uint32_t& count_of(const Operation& operation, Owned& owned) {
    return tier_of(operation) == Tier::users ? owned.users : owned.grabs;
}

}  // namespace

std::string_view name_of(Interface interface) noexcept {
    switch (interface) {
        case Interface::raw_calls:
            return "raw";
        case Interface::arefs:
            return "arefs";
        case Interface::own_type:
            return "own";
    }
    return "unknown";
}

std::optional<Interface> interface_named(std::string_view name) noexcept {
    for (const Interface interface : interfaces) {
        if (name_of(interface) == name) return interface;
    }
    return std::nullopt;
}

std::span<const Operation> operations_of(Interface interface) noexcept {
    const std::span<const Operation> all(all_operations);
    return interface == Interface::own_type ? all.first(all.size() - 1) : all;
}

std::string_view name_of(const Operation& operation) {
    const bool user = tier_of(operation) == Tier::users;
    switch (proptests::effect_of(operation.kind)) {
        case Effect::disown:
            return user ? "hand_over_user" : "hand_over_grab";
        case Effect::adopt:
            return user ? "take_over_user" : "take_over_grab";
        default:
            return spec::text(operation.kind).name;
    }
}

bool client_may_do(const Operation& operation, const Owned& owned) {
    switch (proptests::effect_of(operation.kind)) {
        case Effect::adopt:
            return true;
        case Effect::disown:
            return (tier_of(operation) == Tier::users ? owned.users : owned.grabs) != 0;
        default:
            return proptests::may_do(operation, owned);
    }
}

void client_accounts(const Operation& operation, bool answer, Owned& owned) {
    switch (proptests::effect_of(operation.kind)) {
        case Effect::adopt:
            if (answer) ++count_of(operation, owned);
            break;
        case Effect::disown:
            if (!answer) --count_of(operation, owned);
            break;
        default:
            proptests::account(operation, answer, owned);
    }
}

bool best_answer(const Operation& operation) {
    return proptests::effect_of(operation.kind) != Effect::disown;
}

}  // namespace mm::explorer
