#include "model/reference_model.hpp"

#include <algorithm>
#include <utility>

namespace mm::proptests {

using spec::Clause;
using spec::Operands;

namespace {

/// What an operation does to the counters, whatever its name.
enum class Effect : std::uint8_t {
    none,
    make,
    take,
    give_up,
    upgrade,
    adopt,
    disown,
    move,
    resume
};

[[nodiscard]] Effect effect_of(Kind kind) {
    switch (kind) {
        case Kind::mm_alloc:
            return Effect::make;
        case Kind::mmgrab:
        case Kind::mmget:
        case Kind::mm_inc_ref:
        case Kind::mm_with_user_inc_ref:
        case Kind::aref_from_reference:
        case Kind::aref_clone:
            return Effect::take;
        case Kind::mmdrop:
        case Kind::mmput:
        case Kind::mm_dec_ref:
        case Kind::mm_with_user_dec_ref:
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
        case Kind::resume:
            return Effect::resume;
        default:
            return Effect::none;
    }
}

[[nodiscard]] bool names_mm(Kind kind) {
    const Operands operands = spec::text(kind).operands;
    return operands == Operands::mm || operands == Operands::mm_into_user ||
           operands == Operands::mm_into_aref;
}

[[nodiscard]] bool names_aref(Kind kind) {
    const Operands operands = spec::text(kind).operands;
    return operands == Operands::aref || operands == Operands::aref_into_aref;
}

[[nodiscard]] bool names_into(Kind kind) {
    const Operands operands = spec::text(kind).operands;
    return operands != Operands::none && operands != Operands::mm && operands != Operands::aref;
}

/// Calls through a reference: the language knows no null reference.
[[nodiscard]] bool goes_through_reference(Kind kind) {
    return kind == Kind::mm_as_raw || kind == Kind::mm_inc_ref || kind == Kind::mm_mmget_not_zero ||
           kind == Kind::mm_with_user_inc_ref || kind == Kind::mm_with_user_address_space ||
           kind == Kind::aref_from_reference;
}

[[nodiscard]] bool can_stop(Kind kind, Tier tier, Stop before) {
    const Effect effect = effect_of(kind);
    if (before == Stop::fetch_add) return effect == Effect::take || effect == Effect::upgrade;
    if (before == Stop::fetch_sub) return effect == Effect::give_up;
    return effect == Effect::give_up && tier == Tier::users;
}

[[nodiscard]] bool is_raw(Kind kind) {
    return spec::text(kind).operands == Operands::mm;
}

}  // namespace

const ReferenceModel::ARef& ReferenceModel::at(ARefName name) const {
    return arefs_[name.tier == Tier::users ? 1 : 0][name.index];
}
ReferenceModel::ARef& ReferenceModel::at(ARefName name) {
    return arefs_[name.tier == Tier::users ? 1 : 0][name.index];
}

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
    const ARef& aref = at(operation.aref);
    if (aref.state == ARef::State::refers) return aref.mm;
    return std::nullopt;
}

std::optional<std::string> ReferenceModel::impossible(const Operation& operation) const {
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
        if (!can_be_made(operation.mm)) return "null and wild cannot be made";
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
    if ((names_aref(kind) && is_in_flight(operation.aref)) ||
        (names_into(kind) && is_in_flight(operation.into))) {
        return "an operation that is stopped uses this ARef: resume its thread first";
    }
    if (names_aref(kind) && at(operation.aref).state == ARef::State::none) {
        return "this ARef does not exist";
    }
    if (names_into(kind)) {
        if (kind == Kind::mm_mmget_not_zero && operation.into.tier != Tier::users) {
            return "an upgrade gives an ARef<MmWithUser>: u0 to u7";
        }
        if (names_aref(kind) && operation.aref.tier != operation.into.tier) {
            return "an ARef<Mm> and an ARef<MmWithUser> do not convert";
        }
        if (kind != Kind::aref_move && at(operation.into).state == ARef::State::refers) {
            return "the ARef that is to hold the result refers to something: drop it first";
        }
    }
    if (operation.before && !can_stop(kind, tier_of(operation), *operation.before)) {
        return "this operation has no such step";
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

std::optional<Clause> ReferenceModel::refusal(const Operation& operation) const {
    const Kind kind = operation.kind;
    if (kind == Kind::mm_alloc) {
        const bool in_range =
            operation.users >= 1 && operation.users < limit && operation.grabs < limit - 1;
        return in_range ? std::nullopt : std::optional(Clause::bound_limit);
    }
    if (const auto refused = judge_pointer(operation)) return refused;
    if (names_aref(kind) && at(operation.aref).state == ARef::State::moved_from) {
        const bool allowed = kind == Kind::aref_drop || kind == Kind::aref_move;
        return allowed ? std::nullopt : std::optional(Clause::owned_moved);
    }
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

bool ReferenceModel::reaches(const Operation& operation, const Mm& mm) {
    if (*operation.before == Stop::fetch_add || *operation.before == Stop::fetch_sub) return true;
    return mm.users == 1;
}

Outcome ReferenceModel::apply(const Operation& operation) {
    if (operation.kind == Kind::resume) return resume(operation);
    Outcome outcome;
    outcome.refused = refusal(operation);
    const auto name = subject(operation);
    if (!outcome.refused && effect_of(operation.kind) != Effect::none) {
        // Only an ARef that was moved from names no mm here: its drop or move changes no count.
        claim(operation);
        if (!name) {
            outcome = effect(operation, MmName::a);
        } else if (operation.before && reaches(operation, at(*name))) {
            stopped_[operation.thread] = Stopped{operation, *name};
            Mm& mm = at(*name);
            ++mm.stopped;
            outcome.stopped = true;
            if (*operation.before == Stop::compare_exchange ||
                *operation.before == Stop::teardown) {
                --mm.users;
                ++mm.holders;
                if (*operation.before == Stop::teardown) mm.phase = Phase::tearing_down;
            }
        } else {
            outcome = effect(operation, *name);
        }
    }
    if (outcome.refused && spec::text(operation.kind).answers) outcome.answer = false;
    if (name) report_counters(*name, outcome);
    return outcome;
}

Outcome ReferenceModel::resume(const Operation& operation) {
    const Stopped stopped = *std::exchange(stopped_[operation.thread], std::nullopt);
    Mm& mm = at(stopped.mm);
    --mm.stopped;
    Outcome outcome;
    switch (*stopped.operation.before) {
        case Stop::fetch_add:
        case Stop::fetch_sub:
            outcome = effect(stopped.operation, stopped.mm);
            break;
        case Stop::compare_exchange:
            finish_put(stopped.mm, outcome);
            break;
        case Stop::teardown:
            tear_down(stopped.mm, outcome);
            --mm.holders;
            free_if_unheld(stopped.mm, outcome);
            break;
    }
    if (stopped.operation.kind == Kind::aref_drop) at(stopped.operation.aref) = ARef{};
    report_counters(stopped.mm, outcome);
    return outcome;
}

/// What leaves its owner at the start of an operation, before any step on the counters.
void ReferenceModel::claim(const Operation& operation) {
    const Effect effect = effect_of(operation.kind);
    const bool users = tier_of(operation) == Tier::users;
    if (effect == Effect::adopt || (effect == Effect::give_up && is_raw(operation.kind))) {
        Mm& mm = at(operation.mm);
        --(users ? mm.raw_users : mm.raw_grabs);
    }
}

Outcome ReferenceModel::effect(const Operation& operation, MmName name) {
    Outcome outcome;
    Mm& mm = at(name);
    const Tier tier = tier_of(operation);
    const Kind kind = operation.kind;
    switch (effect_of(kind)) {
        case Effect::make:
            mm = Mm{};
            mm.phase = Phase::live;
            mm.users = mm.raw_users = operation.users;
            mm.grabs = mm.raw_grabs = operation.grabs;
            break;
        case Effect::take:
            take(mm, tier, is_raw(kind));
            if (!is_raw(kind)) at(operation.into) = {ARef::State::refers, name};
            break;
        case Effect::upgrade:
            outcome.answer = mm.phase == Phase::live;
            if (!*outcome.answer) break;
            take(mm, Tier::users, is_raw(kind));
            if (!is_raw(kind)) at(operation.into) = {ARef::State::refers, name};
            break;
        case Effect::give_up: {
            if (kind == Kind::aref_drop) {
                const ARef dropped = std::exchange(at(operation.aref), ARef{});
                if (dropped.state == ARef::State::moved_from) break;
            }
            if (tier == Tier::users) {
                put(name, outcome);
            } else {
                --mm.grabs;
                free_if_unheld(name, outcome);
            }
            break;
        }
        case Effect::adopt:
            at(operation.into) = {ARef::State::refers, name};
            break;
        case Effect::disown:
            at(operation.aref).state = ARef::State::moved_from;
            ++(tier == Tier::users ? mm.raw_users : mm.raw_grabs);
            break;
        case Effect::move: {
            if (operation.aref == operation.into) break;
            const ARef moved = at(operation.aref);
            at(operation.aref).state = ARef::State::moved_from;
            const ARef replaced = std::exchange(at(operation.into), moved);
            if (replaced.state != ARef::State::refers) break;
            if (tier == Tier::users) {
                put(replaced.mm, outcome);
            } else {
                --at(replaced.mm).grabs;
                free_if_unheld(replaced.mm, outcome);
            }
            break;
        }
        case Effect::none:
        case Effect::resume:
            break;
    }
    return outcome;
}

void ReferenceModel::take(Mm& mm, Tier tier, bool raw) {
    ++(tier == Tier::users ? mm.users : mm.grabs);
    if (raw) ++(tier == Tier::users ? mm.raw_users : mm.raw_grabs);
}

void ReferenceModel::put(MmName name, Outcome& outcome) {
    Mm& mm = at(name);
    if (--mm.users != 0) return;
    ++mm.holders;
    finish_put(name, outcome);
}

/// The put that saw users go to zero holds the struct until here, whether or not it is final.
void ReferenceModel::finish_put(MmName name, Outcome& outcome) {
    Mm& mm = at(name);
    if (mm.phase == Phase::live && mm.users == 0) tear_down(name, outcome);
    --mm.holders;
    free_if_unheld(name, outcome);
}

void ReferenceModel::tear_down(MmName name, Outcome& outcome) {
    at(name).phase = Phase::torn_down;
    outcome.teardown = true;
}

void ReferenceModel::free_if_unheld(MmName name, Outcome& outcome) {
    Mm& mm = at(name);
    if (mm.phase != Phase::torn_down || mm.grabs != 0 || mm.holders != 0) return;
    mm.phase = Phase::freed;
    outcome.freed = true;
}

void ReferenceModel::report_counters(MmName name, Outcome& outcome) const {
    const Mm& mm = at(name);
    if (mm.phase == Phase::never || mm.phase == Phase::freed) return;
    const bool collective = mm.phase == Phase::live || mm.phase == Phase::tearing_down;
    outcome.counters = CounterPair{mm.users, mm.grabs + (collective ? 1 : 0)};
}

std::vector<Operation> ReferenceModel::release_all() const {
    std::vector<Operation> operations;
    ReferenceModel after = *this;
    const auto add = [&](Operation operation) {
        operations.push_back(operation);
        after.apply(operation);
    };
    for (std::uint8_t thread = 1; thread <= threads; ++thread) {
        if (after.stopped_[thread]) add({.kind = Kind::resume, .thread = thread});
    }
    for (const Tier tier : {Tier::count, Tier::users}) {
        for (std::uint8_t index = 0; index != aref_names; ++index) {
            const ARefName name{tier, index};
            if (after.at(name).state != ARef::State::none) {
                add({.kind = Kind::aref_drop, .aref = name});
            }
        }
    }
    for (std::size_t index = 0; index != mm_names; ++index) {
        const auto name = static_cast<MmName>(index);
        if (after.at(name).raw_users > most_given_up || after.at(name).raw_grabs > most_given_up)
            continue;
        while (after.at(name).raw_users != 0) add({.kind = Kind::mmput, .mm = name});
        while (after.at(name).raw_grabs != 0) add({.kind = Kind::mmdrop, .mm = name});
    }
    return operations;
}

}  // namespace mm::proptests
