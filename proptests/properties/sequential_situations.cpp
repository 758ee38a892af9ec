#include "properties/sequential_situations.hpp"

#include "model/effect.hpp"

namespace mm::proptests {

using spec::Clause;
using spec::Situation;

namespace {

constexpr std::uint32_t long_program = 40;
constexpr std::uint64_t many_references = 8;
/// Not the references that a life starts with at the limit.
constexpr std::uint64_t very_many = 1000000000;

}  // namespace

void SequentialSituations::before(const ReferenceModel& model, const Operation& operation) {
    subject_ = model.subject(operation);
    depth_ = model.atomic_depth(operation.thread);
    queued_ = model.queued();
    given_up_ = model.orphaned(operation);
    stopped_ = operation.kind == Kind::resume ? model.stopped_in(operation.thread) : std::nullopt;
    counters_.reset();
    was_freed_ = was_torn_down_ = was_queued_ = had_stopped_teardown_ = false;
    if (!subject_) return;
    counters_ = model.counters(*subject_);
    was_freed_ = model.is_freed(*subject_);
    was_torn_down_ = model.is_torn_down(*subject_) && !was_freed_;
    was_queued_ = model.is_queued(*subject_);
    had_stopped_teardown_ = model.is_stopped_before(Stop::teardown, *subject_);
}

void SequentialSituations::after(const ReferenceModel& model, const Operation& operation,
                                 const Outcome& outcome) {
    if (outcome.refused) {
        if (outcome.refused == Clause::owned_release && subject_) {
            const auto owners = model.owners(*subject_);
            const bool users = tier_of(operation) == Tier::users;
            reached_.reached_if((users ? owners.users_of_arefs : owners.grabs_of_arefs) != 0,
                                Situation::sequential_refused_release_of_arefs);
        }
        return refused(operation, *outcome.refused);
    }
    ++granted_;
    granted(model, operation, outcome);
}

void SequentialSituations::end() {
    reached_.reached_if(granted_ >= long_program, Situation::sequential_long_program);
    reached_.reached_if(three_mms_, Situation::sequential_three_mms);
    reached_.reached_if(many_references_, Situation::sequential_many_references);
    reached_.reached_if(several_owners_, Situation::sequential_several_owners);
}

void SequentialSituations::refused_pointer(MmName name) {
    switch (name) {
        case MmName::null:
            return reached_.reached(Situation::sequential_refused_null);
        case MmName::wild:
            return reached_.reached(Situation::sequential_refused_wild);
        case MmName::foreign:
            return reached_.reached(Situation::sequential_refused_foreign);
        case MmName::inside:
            return reached_.reached(Situation::sequential_refused_inside);
        default:
            return reached_.reached(Situation::sequential_refused_stale);
    }
}

void SequentialSituations::refused(const Operation& operation, Clause clause) {
    const bool users = tier_of(operation) == Tier::users;
    switch (clause) {
        case Clause::owned_alive:
            refused_pointer(operation.mm);
            break;
        case Clause::owned_upgrade:
            reached_.reached(Situation::sequential_refused_upgrade);
            break;
        case Clause::owned_user:
            reached_.reached(Situation::sequential_refused_user);
            break;
        case Clause::owned_release:
            reached_.reached(Situation::sequential_refused_release);
            break;
        case Clause::owned_take_over:
            reached_.reached(Situation::sequential_refused_take_over);
            break;
        case Clause::owned_moved:
            reached_.reached(Situation::sequential_refused_moved);
            break;
        case Clause::access_user:
            reached_.reached(Situation::sequential_refused_access);
            break;
        case Clause::sleep_may_sleep:
            if (operation.kind == Kind::flush_mmput_async) {
                reached_.reached(Situation::sequential_refused_sleep_of_flush);
            } else {
                reached_.reached(given_up_ ? Situation::sequential_refused_sleep_of_aref
                                           : Situation::sequential_refused_sleep_of_put);
            }
            break;
        case Clause::bound_limit:
            if (operation.kind == Kind::mm_alloc) {
                reached_.reached(Situation::sequential_refused_birth);
            } else {
                reached_.reached(users ? Situation::sequential_refused_limit_of_users
                                       : Situation::sequential_refused_limit_of_grabs);
            }
            break;
        default:
            break;
    }
}

void SequentialSituations::granted(const ReferenceModel& model, const Operation& operation,
                                   const Outcome& outcome) {
    const Kind kind = operation.kind;
    if (outcome.stopped) return;
    if (kind == Kind::resume) return resumed(outcome);
    const auto reached_if = [&](bool so, Situation situation) {
        reached_.reached_if(so, situation);
    };
    const Effect effect = effect_of(kind);
    const bool users = tier_of(operation) == Tier::users;
    const bool takes = effect == Effect::take || outcome.answer == true;

    reached_if(kind == Kind::mm_alloc && was_freed_, Situation::sequential_made_anew);
    if (kind == Kind::mm_alloc) {
        maker_[static_cast<std::size_t>(operation.mm)] = operation.thread;
    }
    reached_if(takes && counters_ && counters_->users + counters_->count > very_many,
               Situation::sequential_near_the_limit);

    const bool ended = outcome.teardown && effect != Effect::flush;
    reached_if(ended && is_raw(kind), Situation::sequential_last_put);
    reached_if(given_up_ && (ended || outcome.queued), Situation::sequential_last_put_by_aref);
    reached_if(outcome.queued, Situation::sequential_last_put_async);
    reached_if(outcome.freed && effect == Effect::give_up && !users,
               Situation::sequential_last_drop);
    reached_if(effect == Effect::flush && queued_ > 1, Situation::sequential_flush_of_several);

    reached_if(takes && !users && was_torn_down_, Situation::sequential_grab_of_torn_down);
    reached_if(outcome.answer == false && was_torn_down_,
               Situation::sequential_upgrade_of_torn_down);
    reached_if(outcome.answer == false && was_queued_, Situation::sequential_upgrade_of_queued);
    reached_if(outcome.answer == true && !is_raw(kind), Situation::sequential_upgrade_into_aref);
    reached_if(was_queued_, Situation::sequential_used_while_queued);

    reached_if(effect == Effect::disown, Situation::sequential_into_raw);
    reached_if(effect == Effect::adopt, Situation::sequential_from_raw);
    reached_if(effect == Effect::convert, Situation::sequential_into_mmput_async);
    reached_if(kind == Kind::aref_from_reference && !users && counters_ && counters_->users != 0,
               Situation::sequential_grab_under_users);
    if (effect == Effect::move) {
        reached_if(given_up_.has_value(), Situation::sequential_replaced);
        reached_if(operation.aref == operation.into, Situation::sequential_moved_onto_itself);
    }
    reached_if(kind == Kind::aref_drop && !given_up_, Situation::sequential_moved_from_dropped);

    if (depth_ != 0) in_atomic_context(operation, outcome);
    if (subject_ && effect == Effect::give_up) {
        reached_if(maker_[static_cast<std::size_t>(*subject_)] != operation.thread,
                   Situation::sequential_given_up_elsewhere);
    }
    reached_if(outcome.answer == true && counters_ && counters_->users == 0,
               Situation::sequential_rescue);
    reached_if(had_stopped_teardown_, Situation::sequential_stopped_teardown);
    if (takes || effect == Effect::make || effect == Effect::adopt || effect == Effect::disown) {
        note_references(model);
    }
}

void SequentialSituations::in_atomic_context(const Operation& operation, const Outcome& outcome) {
    const Effect effect = effect_of(operation.kind);
    reached_.reached_if(depth_ > 1 && subject_, Situation::sequential_nested_atomic);
    reached_.reached_if(effect == Effect::take || outcome.answer == true,
                        Situation::sequential_taken_in_atomic);
    reached_.reached_if(outcome.queued, Situation::sequential_last_put_async_in_atomic);
    reached_.reached_if(outcome.freed, Situation::sequential_last_drop_in_atomic);
}

void SequentialSituations::resumed(const Outcome& outcome) {
    if (!stopped_) return;
    reached_.reached_if(
        stopped_->before == Stop::compare_exchange && !outcome.teardown && !outcome.queued,
        Situation::sequential_overtaken_put);
    reached_.reached_if(stopped_->before == Stop::fetch_add && outcome.answer == false,
                        Situation::sequential_late_upgrade);
    reached_.reached_if(outcome.answer == true && counters_ && counters_->users == 0,
                        Situation::sequential_rescue);
}

void SequentialSituations::note_references(const ReferenceModel& model) {
    std::size_t made = 0;
    for (std::size_t index = 0; index != mm_names; ++index) {
        const auto name = static_cast<MmName>(index);
        if (model.was_made(name) && !model.is_freed(name)) ++made;
    }
    three_mms_ = three_mms_ || made >= 3;
    if (!subject_ || (many_references_ && several_owners_)) return;
    const auto owners = model.owners(*subject_);
    const std::uint64_t raw = owners.users_of_raw + owners.grabs_of_raw;
    const std::uint64_t arefs = owners.users_of_arefs + owners.grabs_of_arefs;
    many_references_ = many_references_ || (arefs + raw >= many_references && raw <= most_given_up);
    several_owners_ = several_owners_ || (arefs >= 3 && raw != 0);
}

}  // namespace mm::proptests
