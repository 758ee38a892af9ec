// Somebody's implementation, through its adapter, as a system under test.
#pragma once

#include <array>
#include <deque>
#include <optional>
#include <utility>

#include "adapters/system_under_test.hpp"
#include "concurrent/adapter_calls.hpp"
#include "concurrent/clock.hpp"
#include "concurrent/life_watch.hpp"
#include "model/effect.hpp"
#include "model/reference_model.hpp"

namespace mm::proptests {

/// Knows what the adapter offers, and no ARef.
template <Implementation Adapter>
class AdaptedSystem final : public SystemUnderTest {
    using Calls = AdapterCalls<Adapter>;
    using Handle = typename Adapter::Handle;

 public:
    AdaptedSystem() {
        if constexpr (HoldsTeardowns<Adapter>) Adapter::hold();
    }
    // What a program that failed has left in the queue tells watches that are about to go.
    ~AdaptedSystem() override { Calls::flush(); }

    [[nodiscard]] static bool can_do(const Operation& operation) {
        if (names_aref(operation.kind) || names_into(operation.kind)) return false;
        if (!RefusesMisuse<Adapter> && names_mm(operation.kind) && !can_be_made(operation.mm)) {
            return false;
        }
        switch (operation.kind) {
            case Kind::mm_alloc:
                // A life that starts near the limit could not be ended.
                return operation.users >= ReferenceModel::limit ||
                       (operation.users <= most_given_up && operation.grabs <= most_given_up);
            case Kind::flush_mmput_async:
                return HoldsTeardowns<Adapter>;
            case Kind::atomic_context_enter:
            case Kind::atomic_context_leave:
                return HasAtomicContexts<Adapter>;
            default:
                return Calls::knows(operation.kind) &&
                       (!defers(operation) || HoldsTeardowns<Adapter>);
        }
    }

    [[nodiscard]] bool refuses_misuse() const override { return RefusesMisuse<Adapter>; }
    [[nodiscard]] bool tells_counters() const override { return TellsCounters<Adapter>; }

    Result call(const Operation& operation, Place /*place*/) override {
        Result result;
        switch (operation.kind) {
            case Kind::mm_alloc:
                make(operation, result);
                return result;
            case Kind::flush_mmput_async:
                Calls::flush();
                break;
            case Kind::atomic_context_enter:
                enter(operation.thread);
                break;
            case Kind::atomic_context_leave:
                leave(operation.thread);
                break;
            default:
                result.answer = Calls::call(operation.kind, handle(operation.mm));
                break;
        }
        take_reports(result);
        look_for_wrong_events(result);
        return result;
    }

    [[nodiscard]] Snapshot snapshot() const override {
        Snapshot snapshot;
        for (std::size_t name = 0; name != mm_names; ++name) {
            if (named_[name]) snapshot.mms[name] = look(*named_[name]);
        }
        return snapshot;
    }

    [[nodiscard]] std::optional<bool> is_in_freed(const void* /*address*/) const override {
        return std::nullopt;
    }

    [[nodiscard]] bool is_in_atomic_context(std::uint8_t thread) const override {
        return atomic_depths_[thread] != 0;
    }

    void look_at_counters(MmName mm) const override {
        if constexpr (TellsCounters<Adapter>) static_cast<void>(Adapter::counters(handle(mm)));
    }

    void leave_atomic_contexts(std::uint8_t thread) override {
        while (atomic_depths_[thread] != 0) leave(thread);
    }

 private:
    struct Named {
        Handle mm;
        LifeWatch* watch;
    };

    void make(const Operation& operation, Result& result) {
        LifeWatch& watch = watches_.emplace_back(operation.mm, clock_);
        const Handle mm = Adapter::make(watch, operation.users, operation.grabs);
        take_reports(result);
        if (!result.refused) named_[static_cast<std::size_t>(operation.mm)] = Named{mm, &watch};
    }

    void enter(std::uint8_t thread) {
        if constexpr (HasAtomicContexts<Adapter>) {
            Adapter::enter();
            ++atomic_depths_[thread];
        }
    }
    void leave(std::uint8_t thread) {
        if constexpr (HasAtomicContexts<Adapter>) {
            Adapter::leave();
            --atomic_depths_[thread];
        }
    }

    [[nodiscard]] Handle handle(MmName name) const {
        if constexpr (RefusesMisuse<Adapter>) {
            if (!can_be_made(name)) return Adapter::stray(name);
        }
        return named_[static_cast<std::size_t>(name)]->mm;
    }

    static void take_reports(Result& result) {
        if constexpr (RefusesMisuse<Adapter>) {
            result.refused = Adapter::take_refusal();
            if (result.refused && result.answer == true) {
                result.found(spec::Clause::refusal_unchanged, "refused, and it answered yes");
            }
        }
        if constexpr (TellsTrouble<Adapter>) {
            if (auto trouble = Adapter::take_trouble()) {
                result.found(trouble->clause, std::move(trouble->text));
            }
        }
    }

    /// What happens twice, or in another order than it may, and need not change a number.
    void look_for_wrong_events(Result& result) const {
        for (const auto& named : named_) {
            if (!named) continue;
            bool torn_down = false;
            bool freed = false;
            for (const Happening& event : named->watch->events()) {
                if (event.what == Happening::What::teardown_ends) torn_down = true;
                if (event.what != Happening::What::freed) continue;
                if (!torn_down) {
                    result.found(spec::Clause::teardown_order,
                                 "the struct was freed before its teardown had ended");
                }
                if (freed) result.found(spec::Clause::free_once, "the struct was freed twice");
                freed = true;
            }
        }
    }

    [[nodiscard]] static Life look(const Named& named) {
        Life life{.teardowns = named.watch->teardowns()};
        bool freed = named.watch->is_freed();
        if constexpr (TellsWhetherFreed<Adapter>) freed = Adapter::is_freed(named.mm);
        if (freed) {
            life.phase = Phase::freed;
            return life;
        }
        if constexpr (TellsCounters<Adapter>) life.counters = Adapter::counters(named.mm);
        const bool queued = life.counters && life.counters->users == 0;
        life.phase = life.teardowns != 0 ? Phase::torn_down
                     : queued            ? Phase::tearing_down
                                         : Phase::live;
        return life;
    }

    Clock clock_;
    /// Of every life, since a wrong implementation may tell of one late.
    std::deque<LifeWatch> watches_;
    std::array<std::optional<Named>, mm_names> named_{};
    std::array<unsigned, threads + 1> atomic_depths_{};
};

}  // namespace mm::proptests
