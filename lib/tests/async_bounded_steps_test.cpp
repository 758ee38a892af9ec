// Progress.bounded of mmput_async: the push of the last one repeats no step, whoever pushes between
// its steps. Counted are the steps of the counter protocol and of the queue; the worker's word, to
// which each push adds once, is outside mm/atomic.hpp.
#include <gtest/gtest.h>

#include <array>
#include <cstddef>
#include <set>

#include "../src/async/teardown_queue.hpp"
#include "mm/mm.hpp"
#include "support/interferer.hpp"

namespace mm {
namespace {

using internal::TeardownLink;
using internal::TeardownQueue;
using tests::put_under_every_schedule;
using tests::StepCounter;
using tests::steps_of;

/// What mm/raw_calls.hpp states is 6, one of which adds to the worker's word.
constexpr unsigned put_async_bound = 5;
constexpr unsigned push_bound = 3;

TEST(BoundedSteps, OfADeferredPutThatNobodyDisturbs) {
    const HoldAsyncTeardowns held;
    mm_struct* const mm = mm_alloc();
    mmget(mm);
    EXPECT_EQ(steps_of([&] { mmput_async(mm); }), 1U) << "not the last";
    EXPECT_EQ(steps_of([&] { mmput_async(mm); }), put_async_bound) << "the last";
    flush_mmput_async();
}

// Every schedule of another holder's moves between the steps: among them the rescue before the
// queueing, after which nothing is queued, and the loser whose drop frees.
TEST(BoundedSteps, OfADeferredPutUnderEverySchedule) {
    unsigned queued = 0;
    unsigned in_place = 0;
    const HoldAsyncTeardowns held;
    const tests::StepsSeen seen = put_under_every_schedule(
        put_async_bound, [](mm_struct* mm) { mmput_async(mm); },
        [&](bool torn_down) {
            // The other holder's last put is an mmput: it tears down in place what nobody queued.
            (torn_down ? in_place : queued) += 1;
            flush_mmput_async();
        });
    EXPECT_EQ(seen.numbers, (std::set<unsigned>{1, 3, 4, put_async_bound}));
    EXPECT_GT(queued, 0U);
    EXPECT_GT(in_place, 0U) << "the rescue happened";
}

// Other pushes before every step, many more than there are steps.
TEST(BoundedSteps, OfAPushWhateverIsPushedMeanwhile) {
    TeardownQueue queue;
    std::array<TeardownLink, 30> others;
    TeardownLink entry;
    std::size_t used = 0;
    unsigned most = 0;
    {
        const StepCounter counter([&](unsigned) {
            for (int push = 0; push != 10; ++push) queue.push(others.at(used++));
        });
        queue.push(entry);
        most = counter.steps();
    }
    EXPECT_EQ(most, push_bound);
    EXPECT_EQ(used, others.size());
    std::size_t taken = 0;
    for (const TeardownLink* link = queue.take_all(); link != nullptr; ++taken) {
        link = link->next.load(std::memory_order_relaxed);
    }
    EXPECT_EQ(taken, others.size() + 1) << "none is lost";
}

/// A push as a stack usually has it, which repeats its steps as long as others please.
void push_in_a_loop(Atomic<TeardownLink*>& newest, TeardownLink& entry) {
    TeardownLink* older = newest.load(std::memory_order_relaxed);
    do {
        entry.next.store(older, std::memory_order_relaxed);
    } while (!newest.compare_exchange_strong(older, &entry, std::memory_order_release,
                                             std::memory_order_relaxed));
}

// Shows that the count of steps can exceed the bound: the same interference, before every step.
TEST(BoundedSteps, AreExceededByAPushInALoop) {
    std::array<TeardownLink, 50> others;
    Atomic<TeardownLink*> newest{nullptr};
    TeardownLink entry;
    const StepCounter counter([&](unsigned step) {
        if (step < others.size()) newest.store(&others.at(step), std::memory_order_relaxed);
    });
    push_in_a_loop(newest, entry);
    EXPECT_GT(counter.steps(), others.size());
}

}  // namespace
}  // namespace mm
