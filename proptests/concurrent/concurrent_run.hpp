// Runs a concurrent program on an implementation and takes down what happened.
#pragma once

#include <array>
#include <cstddef>
#include <deque>
#include <optional>
#include <utility>
#include <vector>

#include "concurrent/adapter_calls.hpp"
#include "concurrent/clock.hpp"
#include "concurrent/history.hpp"
#include "concurrent/implementation.hpp"
#include "concurrent/life_watch.hpp"
#include "concurrent/pauses.hpp"
#include "concurrent/program.hpp"
#include "concurrent/thread_crew.hpp"
#include "model/effect.hpp"

namespace mm::proptests {

/// What a run left behind beside its history.
struct Recorded {
    History history;
    /// Mms whose every reference was given up and that are not freed (Liveness.freed).
    std::vector<MmName> unfreed;
    std::optional<Trouble> trouble;
    std::optional<WrongStep> wrong_step;
    /// Steps that were those of the model.
    std::uint64_t steps_judged = 0;
    /// Upgrades that took two additions, so that they found users at 0 and not yet for good.
    unsigned rescues = 0;
    /// How much was done before the threads started.
    std::size_t prefix = 0;
    /// Whether an atomic step was announced: if never, the implementation announces none.
    bool steps = false;
};

/// One run. Lives until every event of its mms has come.
template <Implementation Adapter>
class ConcurrentRun {
    using Calls = AdapterCalls<Adapter>;

 public:
    ConcurrentRun(const ConcurrentProgram& program, ThreadCrew& crew)
        : program_(program), crew_(crew), owned_(program.owned) {
        if constexpr (TakesModelSteps<Adapter>) trace_.emplace(Adapter::steps);
    }
    ConcurrentRun(const ConcurrentRun&) = delete;
    ConcurrentRun& operator=(const ConcurrentRun&) = delete;

    [[nodiscard]] Recorded run() {
        make();
        lanes_.resize(1 + program_.threads.size());
        for (const Operation& operation : program_.prefix) perform(0, operation);
        prefix_ = lanes_[0].size();
        Pauses::expect(program_.threads.size());
        crew_.run(program_.threads.size(), [this](std::size_t number) {
            Pauses pauses(program_.seed + static_cast<std::uint32_t>(number));
            for (const Operation& operation : program_.threads[number]) {
                pauses.between_operations();
                const unsigned before = pauses.additions();
                const auto answer = perform(number + 1, operation);
                if (answer == true && pauses.additions() - before > 1) rescues_.fetch_add(1);
            }
            if (pauses.announced()) steps_ = true;
        });
        flush();
        read_counters();
        release();
        flush();
        return finish();
    }

 private:
    void make() {
        for (std::size_t index = 0; index != concurrent_mms; ++index) {
            History::Start start;
            for (const Holdings& holdings : program_.owned) {
                start.users += holdings[index].users;
                start.grabs += holdings[index].grabs;
            }
            if (start.users == 0) break;
            LifeWatch& watch = watches_.emplace_back(static_cast<MmName>(index), clock_);
            mms_[index] = Adapter::make(watch, start.users, start.grabs);
            if constexpr (TakesModelSteps<Adapter>) {
                trace_->made(static_cast<MmName>(index), start.users, start.grabs,
                             [&] { static_cast<void>(Adapter::counters(*mms_[index])); });
            }
            history_.mms.push_back(start);
        }
    }

    /// Empty if it was left out, or has no answer.
    std::optional<bool> perform(std::size_t thread, const Operation& operation) {
        const auto index = static_cast<std::size_t>(operation.mm);
        if (index >= watches_.size()) return std::nullopt;
        Owned& owned = owned_[thread][index];
        if (!may_do(operation, owned)) return std::nullopt;
        Happening happening{.mm = operation.mm, .kind = operation.kind, .begins = clock_.now()};
        if (trace_) trace_->begins(operation);
        const auto answer = Calls::call(operation.kind, *mms_[index]);
        if (trace_) trace_->ends(false, answer);
        happening.ends = clock_.now();
        happening.answer = answer.value_or(false);
        account(operation, happening.answer, owned);
        lanes_[thread].push_back(happening);
        return answer;
    }

    /// While every thread rests.
    void flush() {
        Calls::flush();
        if (trace_) trace_->flushed();
    }

    /// Only of those that some reference still keeps.
    void read_counters() {
        if constexpr (TellsCounters<Adapter>) {
            for (std::size_t index = 0; index != watches_.size(); ++index) {
                if (left_of(index) == Owned{}) continue;
                Happening reading{.what = Happening::What::counters,
                                  .mm = static_cast<MmName>(index),
                                  .begins = clock_.now()};
                reading.read = Adapter::counters(*mms_[index]);
                reading.ends = clock_.now();
                lanes_[0].push_back(reading);
            }
        }
    }

    [[nodiscard]] Owned left_of(std::size_t index) const {
        Owned left;
        for (const Holdings& holdings : owned_) {
            left.users += holdings[index].users;
            left.grabs += holdings[index].grabs;
        }
        return left;
    }

    void release() {
        for (std::size_t index = 0; index != watches_.size(); ++index) {
            const auto mm = static_cast<MmName>(index);
            const Owned left = left_of(index);
            for (Holdings& holdings : owned_) holdings[index] = {};
            owned_[0][index] = left;
            // Now one tier first, now the other.
            const bool grabs_first = ((program_.seed >> index) & 1) != 0;
            const auto give_up = [&](Kind kind, std::uint32_t times) {
                for (; times != 0; --times) perform(0, {.kind = kind, .mm = mm});
            };
            if (grabs_first) give_up(Kind::mmdrop, left.grabs);
            give_up(Kind::mmput, left.users);
            if (!grabs_first) give_up(Kind::mmdrop, left.grabs);
        }
    }

    Recorded finish() {
        Recorded recorded;
        if (trace_) {
            recorded.wrong_step = trace_->wrong();
            recorded.steps_judged = trace_->take_number();
        }
        recorded.rescues = rescues_.load();
        recorded.prefix = prefix_;
        recorded.steps = steps_;
        history_.threads = lanes_.size();
        history_.lanes = std::move(lanes_);
        for (std::size_t index = 0; index != watches_.size(); ++index) {
            bool freed = watches_[index].is_freed();
            if constexpr (TellsWhetherFreed<Adapter>) freed = Adapter::is_freed(*mms_[index]);
            if (!freed) recorded.unfreed.push_back(static_cast<MmName>(index));
            history_.lanes.push_back(watches_[index].events());
        }
        if constexpr (TellsTrouble<Adapter>) recorded.trouble = Adapter::take_trouble();
        recorded.history = std::move(history_);
        return recorded;
    }

    const ConcurrentProgram& program_;
    ThreadCrew& crew_;
    Clock clock_;
    /// A deque: an mm keeps the address of its watch.
    std::deque<LifeWatch> watches_;
    std::array<std::optional<typename Adapter::Handle>, concurrent_mms> mms_{};
    std::array<Holdings, most_lanes> owned_;
    History history_;
    std::vector<Lane> lanes_;
    std::atomic<unsigned> rescues_{0};
    std::size_t prefix_ = 0;
    std::atomic<bool> steps_{false};
    /// Where steps are judged.
    std::optional<StepTrace> trace_;
};

}  // namespace mm::proptests
