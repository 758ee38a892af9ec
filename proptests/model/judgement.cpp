// Which operations are possible, and which of those are refused.
#include <algorithm>

#include "model/effect.hpp"
#include "model/reference_model.hpp"

namespace mm::proptests {

using spec::Clause;

bool ReferenceModel::is_in_flight(ARefName name) const {
    return std::any_of(stopped_.begin(), stopped_.end(), [&](const auto& stopped) {
        if (!stopped) return false;
        const Operation& operation = stopped->operation;
        return (names_aref(operation.kind) && operation.aref == name) ||
               (names_into(operation.kind) && operation.into == name);
    });
}

std::optional<MmName> ReferenceModel::subject(const Operation& operation) const {
    if (operation.kind == Kind::resume) {
        if (const auto& stopped = stopped_[operation.thread]) return stopped->mm;
        return std::nullopt;
    }
    if (names_mm(operation.kind)) {
        if (!can_be_made(operation.mm)) return std::nullopt;
        return operation.mm;
    }
    if (!names_aref(operation.kind)) return std::nullopt;
    const ARef& aref = at(operation.aref);
    if (aref.state == ARef::State::refers) return aref.mm;
    return std::nullopt;
}

std::optional<std::string_view> ReferenceModel::impossible(const Operation& operation) const {
    const Kind kind = operation.kind;
    if (operation.thread < 1 || operation.thread > threads) return "there are threads T1 to T4";
    if ((kind == Kind::resume) != stopped_[operation.thread].has_value()) {
        return kind == Kind::resume ? "this thread is not stopped inside an operation"
                                    : "this thread is stopped inside an operation: resume it first";
    }
    if (kind == Kind::resume) {
        if (operation.before) return "resume runs to the end of the operation";
        return std::nullopt;
    }
    if (kind == Kind::mm_alloc) {
        if (!can_be_made(operation.mm)) return "only a to d can be made";
        const Phase phase = at(operation.mm).phase;
        if (phase != Phase::never && phase != Phase::freed) return "this mm is not freed yet";
    } else if (names_mm(kind)) {
        if (operation.mm == MmName::null && goes_through_reference(kind)) {
            return "there are no null references";
        }
        if (can_be_made(operation.mm) && !was_made(operation.mm)) {
            return "no mm_alloc has bound this name yet";
        }
    }
    if (kind == Kind::atomic_context_leave && atomic_depths_[operation.thread] == 0) {
        return "this thread is in no atomic context";
    }
    if (auto cause = impossible_operands(operation)) return cause;
    if (operation.before && !can_stop(operation, *operation.before)) {
        return "this operation has no such step";
    }
    return std::nullopt;
}

std::optional<std::string_view> ReferenceModel::impossible_operands(
    const Operation& operation) const {
    const Kind kind = operation.kind;
    if ((names_aref(kind) && is_in_flight(operation.aref)) ||
        (names_into(kind) && is_in_flight(operation.into))) {
        return "an operation that is stopped uses this ARef: resume its thread first";
    }
    if (names_aref(kind)) {
        if (const auto only = only_aref(kind); only && operation.aref.kind != *only) {
            return "it takes an ARef<MmWithUser>: u0 to u7";
        }
        if (at(operation.aref).state == ARef::State::none) return "this ARef does not exist";
    }
    if (!names_into(kind)) return std::nullopt;
    if (const auto only = only_into(kind)) {
        if (operation.into.kind != *only) {
            return *only == ARefKind::user ? "an upgrade gives an ARef<MmWithUser>: u0 to u7"
                                           : "it gives an ARef<MmWithUserAsync>: q0 to q7";
        }
    } else if (names_aref(kind) && operation.aref.kind != operation.into.kind) {
        return "an ARef of one type does not become one of another by a clone or a move";
    }
    if (kind != Kind::aref_move && at(operation.into).state == ARef::State::refers) {
        return "the ARef that is to hold the result refers to something: drop it first";
    }
    return std::nullopt;
}

std::optional<Clause> ReferenceModel::judge_pointer(const Operation& operation) const {
    if (operation.kind == Kind::mm_alloc || !names_mm(operation.kind)) return std::nullopt;
    if (!can_be_made(operation.mm)) return Clause::owned_alive;
    if (at(operation.mm).phase != Phase::freed) return std::nullopt;
    return effect_of(operation.kind) == Effect::upgrade ? Clause::owned_upgrade
                                                        : Clause::owned_alive;
}

bool ReferenceModel::sleeps_wrongly(const Operation& operation) const {
    if (atomic_depths_[operation.thread] == 0) return false;
    const Effect effect = effect_of(operation.kind);
    if (effect == Effect::flush) return true;
    if (effect == Effect::give_up && is_raw(operation.kind)) return may_sleep_giving_up(operation);
    const auto given_up = orphaned(operation);
    return given_up && may_sleep_giving_up(operation);
}

std::optional<ARefName> ReferenceModel::orphaned(const Operation& operation) const {
    const bool moves = operation.kind == Kind::aref_move;
    if (!moves && operation.kind != Kind::aref_drop) return std::nullopt;
    if (moves && operation.aref == operation.into) return std::nullopt;
    const ARefName given_up = moves ? operation.into : operation.aref;
    if (at(given_up).state != ARef::State::refers) return std::nullopt;
    return given_up;
}

std::optional<Clause> ReferenceModel::refusal(const Operation& operation) const {
    const Kind kind = operation.kind;
    if (kind == Kind::mm_alloc) {
        const bool in_range =
            operation.users >= 1 && operation.users < limit && operation.grabs < limit - 1;
        return in_range ? std::nullopt : std::optional(Clause::bound_limit);
    }
    if (const auto refused = judge_pointer(operation)) return refused;
    if (names_aref(kind) && at(operation.aref).state == ARef::State::moved_from) {
        if (kind != Kind::aref_drop && kind != Kind::aref_move) return Clause::owned_moved;
    }
    if (sleeps_wrongly(operation)) return Clause::sleep_may_sleep;
    const auto name = subject(operation);
    if (!name) return std::nullopt;
    const Mm& mm = at(*name);
    const Tier tier = tier_of(operation);
    const Effect effect = effect_of(kind);
    const bool needs_users =
        tier == Tier::users && (effect == Effect::take || kind == Kind::mm_with_user_from_raw);
    if (needs_users && mm.users == 0) return Clause::owned_user;
    if (kind == Kind::mm_with_user_address_space && mm.users == 0) return Clause::access_user;
    if (effect == Effect::take || effect == Effect::upgrade) {
        const bool collective = mm.phase == Phase::live || mm.phase == Phase::tearing_down;
        const std::uint64_t now = tier == Tier::users ? mm.users : mm.grabs + (collective ? 1 : 0);
        if (now + 1 >= limit) return Clause::bound_limit;
    }
    const std::uint64_t raw = tier == Tier::users ? mm.raw_users : mm.raw_grabs;
    if (effect == Effect::give_up && is_raw(kind) && raw == 0) return Clause::owned_release;
    if (effect == Effect::adopt && raw == 0) return Clause::owned_take_over;
    return std::nullopt;
}

}  // namespace mm::proptests
