#include "model/reference_model.hpp"

#include <algorithm>
#include <utility>

#include "model/effect.hpp"

namespace mm::proptests {

using spec::Clause;

namespace {

/// References at the end of a run; more take longer.
constexpr std::size_t usually_held = 32;

}  // namespace

const ReferenceModel::ARef& ReferenceModel::at(ARefName name) const {
    return arefs_[static_cast<std::size_t>(name.kind)][name.index];
}
ReferenceModel::ARef& ReferenceModel::at(ARefName name) {
    return arefs_[static_cast<std::size_t>(name.kind)][name.index];
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
    if (outcome.refused == Clause::sleep_may_sleep) orphan(operation);
    if (!outcome.refused && effect_of(operation.kind) != Effect::none) {
        claim(operation);
        if (!name) {
            // No mm is named, or only by an ARef that was moved from, which changes no count.
            outcome = effect(operation, MmName::a);
        } else if (operation.before && reaches(operation, at(*name))) {
            stop(operation, *name);
            outcome.stopped = true;
        } else {
            outcome = effect(operation, *name);
        }
    }
    if (outcome.refused && spec::text(operation.kind).answers) outcome.answer = false;
    if (name) outcome.counters = counters(*name);
    return outcome;
}

void ReferenceModel::stop(const Operation& operation, MmName name) {
    stopped_[operation.thread] = Stopped{operation, name};
    Mm& mm = at(name);
    ++mm.stopped;
    if (*operation.before == Stop::fetch_add || *operation.before == Stop::fetch_sub) return;
    --mm.users;
    ++mm.holders;
    if (*operation.before != Stop::compare_exchange) mm.phase = Phase::tearing_down;
}

Outcome ReferenceModel::resume(const Operation& operation) {
    const auto [stopped, name] = *std::exchange(stopped_[operation.thread], std::nullopt);
    Mm& mm = at(name);
    --mm.stopped;
    Outcome outcome;
    switch (*stopped.before) {
        case Stop::fetch_add:
        case Stop::fetch_sub:
            outcome = effect(stopped, name);
            break;
        case Stop::compare_exchange:
            finish_put(name, defers(stopped), outcome);
            break;
        case Stop::exchange:
            queue(name, outcome);
            --mm.holders;
            break;
        case Stop::teardown:
            tear_down(name, outcome);
            --mm.holders;
            free_if_unheld(name, outcome);
            break;
    }
    if (stopped.kind == Kind::aref_drop) at(stopped.aref) = ARef{};
    outcome.counters = counters(name);
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

/// A destructor that was refused: the ARef is gone, or has been moved to, all the same.
void ReferenceModel::orphan(const Operation& operation) {
    const auto name = orphaned(operation);
    if (!name) return;
    Mm& mm = at(at(*name).mm);
    ++(tier_of(name->kind) == Tier::users ? mm.raw_users : mm.raw_grabs);
    if (operation.kind == Kind::aref_move) {
        move(operation);
    } else {
        at(*name) = ARef{};
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
        case Effect::give_up:
            if (kind == Kind::aref_drop &&
                std::exchange(at(operation.aref), ARef{}).state == ARef::State::moved_from) {
                break;
            }
            give_up(operation, name, outcome);
            break;
        case Effect::adopt:
            at(operation.into) = {ARef::State::refers, name};
            break;
        case Effect::disown:
            at(operation.aref).state = ARef::State::moved_from;
            ++(tier == Tier::users ? mm.raw_users : mm.raw_grabs);
            break;
        case Effect::move:
            if (const auto replaced = move(operation)) give_up(operation, *replaced, outcome);
            break;
        case Effect::convert:
            at(operation.aref).state = ARef::State::moved_from;
            at(operation.into) = {ARef::State::refers, name};
            break;
        case Effect::flush:
            for (const MmName each : std::exchange(queued_, {})) {
                tear_down(each, outcome);
                free_if_unheld(each, outcome);
            }
            break;
        case Effect::enter:
            ++atomic_depths_[operation.thread];
            break;
        case Effect::leave:
            --atomic_depths_[operation.thread];
            break;
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

std::optional<MmName> ReferenceModel::move(const Operation& operation) {
    if (operation.aref == operation.into) return std::nullopt;
    const ARef moved = at(operation.aref);
    at(operation.aref).state = ARef::State::moved_from;
    const ARef replaced = std::exchange(at(operation.into), moved);
    if (replaced.state != ARef::State::refers) return std::nullopt;
    return replaced.mm;
}

void ReferenceModel::give_up(const Operation& operation, MmName name, Outcome& outcome) {
    Mm& mm = at(name);
    if (tier_of(operation) == Tier::count) {
        --mm.grabs;
        return free_if_unheld(name, outcome);
    }
    if (--mm.users != 0) return;
    ++mm.holders;
    finish_put(name, defers(operation), outcome);
}

/// The put that saw users go to zero holds the struct until here, whether or not it is final.
void ReferenceModel::finish_put(MmName name, bool deferring, Outcome& outcome) {
    Mm& mm = at(name);
    if (mm.phase == Phase::live && mm.users == 0) {
        if (deferring) {
            queue(name, outcome);
        } else {
            tear_down(name, outcome);
        }
    }
    --mm.holders;
    free_if_unheld(name, outcome);
}

/// The users' count keeps the struct until the worker has torn it down (Async.deferred).
void ReferenceModel::queue(MmName name, Outcome& outcome) {
    at(name).phase = Phase::tearing_down;
    queued_.push_back(name);
    outcome.queued = true;
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

bool ReferenceModel::is_queued(MmName name) const {
    return std::find(queued_.begin(), queued_.end(), name) != queued_.end();
}

std::optional<Operation> ReferenceModel::stopped_in(std::uint8_t thread) const {
    const auto& stopped = stopped_[thread];
    return stopped ? std::optional(stopped->operation) : std::nullopt;
}

bool ReferenceModel::is_stopped_before(Stop stop, MmName name) const {
    return std::any_of(stopped_.begin(), stopped_.end(), [&](const auto& stopped) {
        return stopped && stopped->mm == name && stopped->operation.before == stop;
    });
}

ReferenceModel::Owners ReferenceModel::owners(MmName name) const {
    const Mm& mm = at(name);
    Owners owners{.users_of_raw = mm.raw_users, .grabs_of_raw = mm.raw_grabs};
    for (const ARefKind kind : aref_kinds) {
        for (std::uint8_t index = 0; index != aref_names; ++index) {
            const ARef& aref = at(ARefName{kind, index});
            if (aref.state != ARef::State::refers || aref.mm != name) continue;
            if (is_in_flight({kind, index})) continue;
            ++(tier_of(kind) == Tier::users ? owners.users_of_arefs : owners.grabs_of_arefs);
        }
    }
    return owners;
}

std::optional<CounterPair> ReferenceModel::counters(MmName name) const {
    const Mm& mm = at(name);
    if (mm.phase == Phase::never || mm.phase == Phase::freed) return std::nullopt;
    const bool collective = mm.phase == Phase::live || mm.phase == Phase::tearing_down;
    return CounterPair{mm.users, mm.grabs + (collective ? 1 : 0)};
}

std::vector<Operation> ReferenceModel::release_all() const {
    std::vector<Operation> operations;
    operations.reserve(usually_held);
    ReferenceModel after = *this;
    const auto add = [&](Operation operation) {
        operations.push_back(operation);
        after.apply(operation);
    };
    for (std::uint8_t thread = 1; thread <= threads; ++thread) {
        if (after.stopped_[thread]) add({.kind = Kind::resume, .thread = thread});
        while (after.atomic_depths_[thread] != 0) {
            add({.kind = Kind::atomic_context_leave, .thread = thread});
        }
    }
    for (const ARefKind kind : aref_kinds) {
        for (std::uint8_t index = 0; index != aref_names; ++index) {
            const ARefName name{kind, index};
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
    if (!after.queued_.empty()) add({.kind = Kind::flush_mmput_async});
    return operations;
}

}  // namespace mm::proptests
