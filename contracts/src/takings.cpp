#include "mm/contracts/takings.hpp"

#include <pthread.h>

#include <mutex>
#include <unordered_map>
#include <utility>

namespace mm::contracts {
namespace {

using spec::Operation;
using spec::Tier;

/// Set before threads start, and then only read.
constinit bool recorded = false;
constinit std::mutex one_at_a_time;

using Record = std::unordered_map<const Subject*, std::vector<Taking>>;

/// Never destroyed: references are taken until the process ends. *Requires*: one_at_a_time.
[[nodiscard]] Record& record() {
    static Record& all = *new Record;
    return all;
}

[[nodiscard]] bool is_the_same(const Taking& left, const Taking& right) noexcept {
    return left.step.operation == right.step.operation && left.step.tier == right.step.tier &&
           left.step.place == right.step.place && left.step.orphaned == right.step.orphaned &&
           left.stack == right.stack;
}

void add(std::vector<Taking>& takings, Taking&& taking) {
    for (Taking& known : takings) {
        if (!is_the_same(known, taking)) continue;
        ++known.times;
        known.step.thread = taking.step.thread;
        return;
    }
    takings.push_back(std::move(taking));
}

[[nodiscard]] std::vector<Taking> all_takings_of(const Subject& subject) {
    std::vector<Taking> takings;
    if (!recorded) {
        for (const Step& step : subject.history.read()) add(takings, {step, 1, {}});
        return takings;
    }
    const std::lock_guard guard(one_at_a_time);
    const auto found = record().find(&subject);
    return found == record().end() ? takings : found->second;
}

}  // namespace

std::optional<Owner> gainer(const Step& step, TypeName type) noexcept {
    if (step.orphaned) return Owner::raw;
    switch (step.operation) {
        case Operation::mm_alloc:
            // The one that makes an object of a user's own type gives its user to an ARef.
            return type == mm_struct_type ? Owner::raw : Owner::aref;
        case Operation::mmgrab:
        case Operation::mmget:
        case Operation::mmget_not_zero:
        case Operation::mm_inc_ref:
        case Operation::mm_with_user_inc_ref:
        case Operation::mm_with_user_async_inc_ref:
        case Operation::aref_into_raw:
            return Owner::raw;
        case Operation::mm_mmget_not_zero:
        case Operation::aref_from_reference:
        case Operation::aref_from_raw:
        case Operation::aref_clone:
            return Owner::aref;
        case Operation::mmdrop:
        case Operation::mmput:
        case Operation::mmput_async:
        case Operation::mm_as_raw:
        case Operation::mm_from_raw:
        case Operation::mm_dec_ref:
        case Operation::mm_with_user_from_raw:
        case Operation::mm_with_user_dec_ref:
        case Operation::mm_with_user_into_mmput_async:
        case Operation::mm_with_user_address_space:
        case Operation::mm_with_user_async_dec_ref:
        case Operation::aref_move:
        case Operation::aref_dereference:
        case Operation::aref_drop:
        case Operation::flush_mmput_async:
        case Operation::atomic_context_enter:
        case Operation::atomic_context_leave:
        case Operation::resume:
        case Operation::init_into:
        case Operation::pinned_init_into:
        case Operation::init_from:
        case Operation::pin_init_from:
        case Operation::chain:
        case Operation::pin_chain:
        case Operation::init_fields:
        case Operation::init_array:
        case Operation::slot_init:
        case Operation::slot_pinned_init:
        case Operation::slot_value:
        case Operation::slot_take:
        case Operation::slot_reset:
        case Operation::mm_alloc_with:
            return std::nullopt;
    }
    return std::nullopt;
}

void record_takings() {
    recorded = true;
    // A child of fork finds the lock free, whatever other threads were doing.
    pthread_atfork([] { one_at_a_time.lock(); }, [] { one_at_a_time.unlock(); },
                   [] { one_at_a_time.unlock(); });
}

void record_taking(const Subject& subject, const Step& step) noexcept {
    if (!recorded || !gainer(step, subject.type.load())) return;
    try {
        Taking taking{step, 1, call_stack()};
        const std::lock_guard guard(one_at_a_time);
        add(record()[&subject], std::move(taking));
    } catch (...) {
        // The reference is taken; only the report would have told more.
    }
}

std::vector<Taking> takings_of(const Subject& subject, Tier tier, Owner owner) {
    std::vector<Taking> takings = all_takings_of(subject);
    const TypeName type = subject.type.load();
    std::erase_if(takings, [&](const Taking& taking) {
        const Tier its = taking.step.tier;
        return gainer(taking.step, type) != owner || (its != tier && its != Tier::either);
    });
    return takings;
}

bool takings_are_missing(const Subject& subject) noexcept {
    return !recorded && subject.history.forgotten() != 0;
}

void forget_takings(const Subject& subject) {
    if (!recorded) return;
    const std::lock_guard guard(one_at_a_time);
    record().erase(&subject);
}

}  // namespace mm::contracts
