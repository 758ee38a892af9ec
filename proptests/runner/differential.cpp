#include "runner/differential.hpp"

#include <algorithm>
#include <utility>

#include "model/effect.hpp"

namespace mm::proptests {

using spec::Clause;

namespace {

using Phase = SystemUnderTest::Phase;

/// Few runs have more operations.
constexpr std::size_t usual_length = 64;

/// Operations that name or hand over a reference and change no count.
[[nodiscard]] bool changes_no_count(Kind kind) {
    return kind == Kind::mm_from_raw || kind == Kind::mm_as_raw ||
           kind == Kind::mm_with_user_from_raw || kind == Kind::aref_from_raw ||
           kind == Kind::aref_into_raw || kind == Kind::aref_move ||
           kind == Kind::mm_with_user_into_mmput_async;
}

/// Granted in an atomic context (Sleep.never).
[[nodiscard]] bool never_sleeps(const Operation& operation) {
    const Effect effect = effect_of(operation.kind);
    return effect == Effect::take || effect == Effect::upgrade || effect == Effect::convert ||
           (effect == Effect::give_up && !may_sleep_giving_up(operation));
}

[[nodiscard]] bool shows_identity(Kind kind) {
    return changes_no_count(kind) || kind == Kind::aref_dereference;
}

[[nodiscard]] Disagreement differ(Clause clause, const Operation& operation,
                                  const Outcome& expected, const Outcome& observed) {
    const auto words = [](const Outcome& outcome) {
        const std::string text = to_text(outcome);
        return text.empty() ? std::string("nothing to see") : text;
    };
    return {clause, to_text(operation) + ": the model says '" + words(expected) +
                        "', the library gave '" + words(observed) + "'"};
}

}  // namespace

Differential::Differential(Tally& tally, SystemUnderTest& system, Stage* stage)
    : tally_(tally), system_(system), seen_(system.snapshot()), stage_(stage) {
    done_.reserve(usual_length);
    outcomes_.reserve(usual_length);
    if (stage_ == nullptr) return;
    stage_->set_watch([this](const void* address) {
        const auto freed = system_.is_in_freed(address);
        if (!freed) return;
        tally_.held(Clause::free_nothing_after);
        if (*freed && !touched_after_free_) {
            touched_after_free_ = "an atomic step touches a struct that was freed";
        }
    });
}

Differential::~Differential() {
    if (stage_ != nullptr) {
        stage_->finish();
        stage_->set_watch(nullptr);
    }
    for (std::uint8_t thread = 1; thread <= threads; ++thread) {
        if (!system_.is_in_atomic_context(thread)) continue;
        const auto leave = [this, thread] { system_.leave_atomic_contexts(thread); };
        if (stage_ != nullptr) {
            stage_->run(thread, leave, std::nullopt);
        } else {
            leave();
        }
    }
}

Outcome Differential::run(const Operation& operation, Place place, Result& result) {
    Outcome observed;
    if (stage_ != nullptr) {
        Call& call = calls_[operation.thread];
        Stage::Progress progress{};
        if (operation.kind == Kind::resume) {
            progress = stage_->resume(operation.thread);
        } else {
            call = {operation, place, {}};
            progress = stage_->run(
                operation.thread,
                [this, &call] { call.result = system_.call(call.operation, call.place); },
                operation.before);
        }
        observed.stopped = progress == Stage::Progress::stopped;
        if (!observed.stopped) result = std::move(call.result);
        stops_[operation.thread] = observed.stopped ? operation.before : std::nullopt;
    } else {
        result = system_.call(operation, place);
    }
    observed.refused = result.refused;
    observed.answer = result.answer;
    return observed;
}

void Differential::observe_events(const Snapshot& before, const Snapshot& after, bool at_exchange,
                                  Outcome& observed) {
    for (std::size_t index = 0; index != mm_names; ++index) {
        const Phase was = before.mms[index].phase;
        const Phase is = after.mms[index].phase;
        if (after.mms[index].teardowns != before.mms[index].teardowns) observed.teardown = true;
        if (is == Phase::freed && was != Phase::freed) observed.freed = true;
        if (is == Phase::tearing_down && was != Phase::tearing_down) observed.queued = true;
    }
    // A put that is stopped has queued nothing yet: its teardown begins, or it stands before the
    // exchange.
    if (observed.stopped) observed.queued = false;
    if (at_exchange) observed.queued = true;
}

Differential::StepResult Differential::step(const Operation& operation, Place place) {
    const auto subject = model_.subject(operation);
    auto orphaned = model_.orphaned(operation);
    const MmName referred_to = orphaned ? model_.referred_to(*orphaned) : MmName::null;
    const bool at_exchange =
        operation.kind == Kind::resume && stops_[operation.thread] == Stop::exchange;
    const Outcome expected = model_.apply(operation);
    if (expected.refused != Clause::sleep_may_sleep) orphaned.reset();
    Snapshot& before = seen_;
    if (operation.kind == Kind::mm_alloc && !expected.refused) {
        // A name that is bound anew starts a new life.
        before.mms[static_cast<std::size_t>(operation.mm)] = {.phase = Phase::live};
        maker_[static_cast<std::size_t>(operation.mm)] = operation.thread;
    }
    Result result;
    Outcome observed = run(operation, place, result);
    const Snapshot after = system_.snapshot();
    observe_events(before, after, at_exchange, observed);
    if (subject) observed.counters = after.of(*subject).counters;

    StepResult step{observed, result.report,
                    compare(operation, subject, expected, observed, result)};
    if (!step.disagreement) step.disagreement = compare_all(operation, after);
    if (!step.disagreement && expected.refused) {
        if (orphaned) show_orphan(before, operation, *orphaned, referred_to);
        if (before != after) {
            step.disagreement = {
                orphaned ? Clause::sleep_orphan : Clause::refusal_unchanged,
                to_text(operation) +
                    (orphaned ? ": refused, but raw code does not own what the ARef owned"
                              : ": refused, but it left a change")};
        }
    }
    if (step.disagreement) {
        tally_.broke(step.disagreement->clause);
    } else {
        count_exercised(operation, subject, observed);
    }
    seen_ = after;
    done_.push_back(operation);
    outcomes_.push_back(observed);
    return step;
}

void Differential::show_orphan(Snapshot& seen, const Operation& operation, ARefName orphaned,
                               MmName referred_to) {
    SystemUnderTest::Life& life = seen.mms[static_cast<std::size_t>(referred_to)];
    SystemUnderTest::Owners& owners =
        tier_of(orphaned.kind) == Tier::users ? life.users : life.grabs;
    --owners.arefs;
    ++owners.raw;
    auto& arefs = seen.arefs[static_cast<std::size_t>(orphaned.kind)];
    arefs[orphaned.index] = operation.kind == Kind::aref_move
                                ? std::exchange(arefs[operation.aref.index], nullptr)
                                : nullptr;
}

std::optional<Disagreement> Differential::compare_all(const Operation& operation,
                                                      const Snapshot& after) const {
    for (std::size_t index = 0; index != mm_names; ++index) {
        const auto name = static_cast<MmName>(index);
        const auto differs = [&](Clause clause, const char* what) {
            return Disagreement{clause, to_text(operation) + ": mm " +
                                            std::string(mm_name_texts[index]) + " " + what};
        };
        if (after.mms[index].teardowns > 1) {
            return differs(Clause::teardown_once, "was torn down twice");
        }
        if (!model_.was_made(name)) continue;
        const bool flushed = operation.kind == Kind::flush_mmput_async;
        if ((after.mms[index].teardowns == 1) != model_.is_torn_down(name)) {
            return differs(flushed ? Clause::async_flush : Clause::teardown_once,
                           model_.is_torn_down(name) ? "is not torn down" : "is torn down");
        }
        if (!flushed || model_.is_busy(name) || !system_.tells_counters()) continue;
        if (model_.counters(name) != after.mms[index].counters) {
            return differs(Clause::async_flush, "has other counters than its model");
        }
    }
    return std::nullopt;
}

std::optional<Disagreement> Differential::compare(const Operation& operation,
                                                  std::optional<MmName> subject,
                                                  const Outcome& expected, const Outcome& observed,
                                                  const Result& result) const {
    if (touched_after_free_) return {{Clause::free_nothing_after, *touched_after_free_}};
    if (result.broken) return {{*result.broken, result.trouble}};
    const auto differs = [&](Clause clause) {
        return std::optional(differ(clause, operation, expected, observed));
    };
    if (expected.refused != observed.refused) {
        if (!expected.refused && observed.refused == Clause::sleep_may_sleep) {
            return differs(Clause::sleep_never);
        }
        return differs(expected.refused ? *expected.refused : *observed.refused);
    }
    if (expected.stopped != observed.stopped) return differs(Clause::count_word);
    if (expected.answer != observed.answer) return differs(Clause::final_no_revival);
    const bool flushes = operation.kind == Kind::flush_mmput_async;
    if (expected.queued != observed.queued) return differs(Clause::async_deferred);
    if (expected.teardown != observed.teardown) {
        return differs(flushes ? Clause::async_flush : Clause::teardown_once);
    }
    if (expected.freed != observed.freed) {
        return differs(flushes ? Clause::async_flush : Clause::free_once);
    }
    // With an operation in flight the words follow the formula of the abstract state instead.
    if (!system_.tells_counters() || (subject && model_.is_busy(*subject))) return std::nullopt;
    if (!expected.stopped && expected.counters != observed.counters) {
        return differs(changes_no_count(operation.kind) ? Clause::identity_no_count
                                                        : Clause::count_word);
    }
    return std::nullopt;
}

void Differential::count_exercised(const Operation& operation, std::optional<MmName> subject,
                                   const Outcome& outcome) {
    if (outcome.refused) {
        tally_.held(*outcome.refused);
        const bool handed_over =
            outcome.refused == Clause::sleep_may_sleep &&
            (operation.kind == Kind::aref_drop || operation.kind == Kind::aref_move);
        tally_.held(handed_over ? Clause::sleep_orphan : Clause::refusal_unchanged);
        return;
    }
    if (model_.atomic_depth(operation.thread) != 0 && never_sleeps(operation)) {
        tally_.held(Clause::sleep_never);
    }
    if (outcome.queued) tally_.held(Clause::async_deferred);
    if (outcome.teardown && operation.kind == Kind::flush_mmput_async) {
        tally_.held(Clause::async_flush);
    }
    if (outcome.counters && !outcome.stopped) {
        tally_.held(Clause::count_word);
        tally_.held(Clause::count_held);
    }
    if (outcome.answer) {
        tally_.held(*outcome.answer ? Clause::owned_upgrade : Clause::final_no_revival);
    }
    if (outcome.teardown) {
        tally_.held(Clause::teardown_once);
        tally_.held(Clause::teardown_order);
    }
    if (outcome.freed) tally_.held(Clause::free_once);
    if (changes_no_count(operation.kind)) tally_.held(Clause::identity_no_count);
    if (shows_identity(operation.kind)) tally_.held(Clause::identity_round_trip);
    if (operation.kind == Kind::mm_with_user_address_space) tally_.held(Clause::access_user);
    if (operation.kind == Kind::aref_from_raw) tally_.held(Clause::owned_take_over);
    if (effect_of(operation.kind) == Effect::give_up) {
        tally_.held(Clause::owned_release);
        if (stage_ != nullptr && subject &&
            maker_[static_cast<std::size_t>(*subject)] != operation.thread) {
            tally_.held(Clause::threads_parallel);
        }
    }
}

std::optional<Disagreement> Differential::finish() {
    for (const Operation& operation : model_.release_all()) {
        if (auto found = step(operation).disagreement) return found;
    }
    const Snapshot after = system_.snapshot();
    for (std::size_t index = 0; index != mm_names; ++index) {
        if (!model_.is_freed(static_cast<MmName>(index))) continue;
        if (after.mms[index].phase != Phase::freed) {
            tally_.broke(Clause::liveness_freed);
            return Disagreement{Clause::liveness_freed,
                                "every reference was given up, but the struct is not freed"};
        }
        tally_.held(Clause::liveness_freed);
    }
    return std::nullopt;
}

std::optional<Disagreement> Differential::aftermath() {
    if (stage_ != nullptr) stage_->finish();
    if (!touched_after_free_) return std::nullopt;
    return Disagreement{Clause::free_nothing_after, *touched_after_free_};
}

std::vector<MmName> Differential::unfreed() const {
    std::vector<MmName> names;
    const Snapshot now = system_.snapshot();
    for (std::size_t index = 0; index != mm_names; ++index) {
        const auto name = static_cast<MmName>(index);
        if (model_.was_made(name) && now.of(name).phase != Phase::freed) names.push_back(name);
    }
    return names;
}

}  // namespace mm::proptests
