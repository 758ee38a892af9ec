#include "runner/differential.hpp"

#include <algorithm>
#include <utility>

namespace mm::proptests {

using spec::Clause;

namespace {

/// Operations that name or hand over a reference and change no count.
[[nodiscard]] bool changes_no_count(Kind kind) {
    return kind == Kind::mm_from_raw || kind == Kind::mm_as_raw ||
           kind == Kind::mm_with_user_from_raw || kind == Kind::aref_from_raw ||
           kind == Kind::aref_into_raw || kind == Kind::aref_move;
}

[[nodiscard]] bool gives_up(Kind kind) {
    return kind == Kind::mmput || kind == Kind::mmdrop || kind == Kind::mm_dec_ref ||
           kind == Kind::mm_with_user_dec_ref || kind == Kind::aref_drop;
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

Differential::Differential(Tally& tally, ThreadStage* stage, bool wants_reports)
    : tally_(tally), system_(wants_reports), stage_(stage) {
    if (stage_ == nullptr) return;
    stage_->set_watch([this](const void* address) {
        tally_.held(Clause::free_nothing_after);
        if (system_.is_in_freed(address) && !touched_after_free_) {
            touched_after_free_ = "an atomic step touches a struct that was freed";
        }
    });
}

Differential::~Differential() {
    if (stage_ == nullptr) return;
    stage_->finish();
    stage_->set_watch(nullptr);
}

Differential::Seen Differential::look() const {
    Seen seen;
    for (std::size_t index = 0; index != mm_names; ++index) {
        const auto name = static_cast<MmName>(index);
        seen.teardowns[index] = system_.teardowns(name);
        seen.freed[index] = system_.is_freed(name);
    }
    return seen;
}

Outcome Differential::run(const Operation& operation, CallSite site,
                          CheckedAdapter::Result& result) {
    Outcome observed;
    if (stage_ != nullptr) {
        auto& slot = results_[operation.thread];
        ThreadStage::Progress progress{};
        if (operation.kind == Kind::resume) {
            progress = stage_->resume(operation.thread);
        } else {
            progress = stage_->run(
                operation.thread,
                [this, &slot, operation, site] { slot = system_.call(operation, site); },
                operation.before);
        }
        observed.stopped = progress == ThreadStage::Progress::stopped;
        if (!observed.stopped) result = std::exchange(slot, {});
    } else {
        result = system_.call(operation, site);
    }
    observed.refused = result.refused;
    observed.answer = result.answer;
    return observed;
}

Differential::StepResult Differential::step(const Operation& operation, CallSite site) {
    const auto subject = model_.subject(operation);
    const Outcome expected = model_.apply(operation);
    const auto snapshot = system_.snapshot();
    Seen before = look();
    if (operation.kind == Kind::mm_alloc && !expected.refused) {
        // A name that is bound anew starts a new life.
        before.teardowns[static_cast<std::size_t>(operation.mm)] = 0;
        before.freed[static_cast<std::size_t>(operation.mm)] = false;
        maker_[static_cast<std::size_t>(operation.mm)] = operation.thread;
    }
    CheckedAdapter::Result result;
    Outcome observed = run(operation, site, result);
    const Seen after = look();
    unsigned teardowns = 0;
    for (std::size_t index = 0; index != mm_names; ++index) {
        teardowns += after.teardowns[index] - before.teardowns[index];
        if (after.freed[index] && !before.freed[index]) observed.freed = true;
    }
    observed.teardown = teardowns != 0;
    if (subject) observed.counters = system_.counters(*subject);

    StepResult step{observed, result.report,
                    compare(operation, subject, expected, observed, result)};
    if (!step.disagreement && teardowns > 1) {
        step.disagreement = {Clause::teardown_once, "the address space was torn down twice"};
    }
    if (!step.disagreement && expected.refused && system_.snapshot() != snapshot) {
        step.disagreement = {Clause::refusal_unchanged,
                             to_text(operation) + ": refused, but it left a change"};
    }
    if (step.disagreement) {
        tally_.broke(step.disagreement->clause);
    } else {
        count_exercised(operation, subject, observed);
    }
    done_.push_back(operation);
    outcomes_.push_back(observed);
    return step;
}

std::optional<Disagreement> Differential::compare(const Operation& operation,
                                                  std::optional<MmName> subject,
                                                  const Outcome& expected, const Outcome& observed,
                                                  const CheckedAdapter::Result& result) const {
    if (touched_after_free_) return {{Clause::free_nothing_after, *touched_after_free_}};
    if (result.broken) return {{*result.broken, result.trouble}};
    const auto differs = [&](Clause clause) {
        return std::optional(differ(clause, operation, expected, observed));
    };
    if (expected.refused != observed.refused) {
        return differs(expected.refused ? *expected.refused : *observed.refused);
    }
    if (expected.stopped != observed.stopped) return differs(Clause::count_word);
    if (expected.answer != observed.answer) return differs(Clause::final_no_revival);
    if (expected.teardown != observed.teardown) return differs(Clause::teardown_once);
    if (expected.freed != observed.freed) return differs(Clause::free_once);
    // With an operation in flight the words follow the formula of the abstract state instead.
    if (subject && model_.is_busy(*subject)) return std::nullopt;
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
        tally_.held(Clause::refusal_unchanged);
        return;
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
    if (gives_up(operation.kind)) {
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
    for (std::size_t index = 0; index != mm_names; ++index) {
        const auto name = static_cast<MmName>(index);
        if (!model_.is_freed(name)) continue;
        if (!system_.is_freed(name)) {
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
    for (std::size_t index = 0; index != mm_names; ++index) {
        const auto name = static_cast<MmName>(index);
        if (model_.was_made(name) && !system_.is_freed(name)) names.push_back(name);
    }
    return names;
}

}  // namespace mm::proptests
