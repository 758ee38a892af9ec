// Progress.bounded: the most atomic steps that each operation takes, whatever others do between
// them. The other operations run on the same thread, in a hook before each step.
#include <gtest/gtest.h>

#include <cstdint>
#include <set>

#include "mm/mm.hpp"
#include "support/contents.hpp"
#include "support/free_watch.hpp"
#include "support/interferer.hpp"
#include "support/note.hpp"

namespace mm {
namespace {

using tests::FreeWatch;
using tests::Interferer;
using tests::Move;
using tests::moves;
using tests::put_under_every_schedule;
using tests::StepCounter;
using tests::steps_of;
using tests::Teardowns;

// The bounds that mm/two_tier_count.hpp and mm/raw_calls.hpp state.
constexpr unsigned get_bound = 1;
constexpr unsigned grab_bound = 1;
constexpr unsigned upgrade_bound = 2;
constexpr unsigned put_bound = 4;
constexpr unsigned drop_bound = 2;
static_assert(put_bound == tests::points);

TEST(BoundedSteps, OfTheOperationsWithoutABranch) {
    mm_struct* const mm = mm_alloc();
    EXPECT_EQ(steps_of([&] { mmget(mm); }), get_bound);
    EXPECT_EQ(steps_of([&] { mmgrab(mm); }), grab_bound);
    EXPECT_EQ(steps_of([&] { MmWithUser::from_raw(mm).inc_ref(); }), get_bound);
    EXPECT_EQ(steps_of([&] { Mm::from_raw(mm).inc_ref(); }), grab_bound);
    EXPECT_EQ(steps_of([&] { EXPECT_EQ(Mm::from_raw(mm).as_raw(), mm); }), 0U);
    for (int user = 0; user != 3; ++user) mmput(mm);
    mmdrop(mm);
    mmdrop(mm);
}

TEST(BoundedSteps, OfTheBranchesThatNobodyDisturbs) {
    mm_struct* const mm = mm_alloc();
    mmgrab(mm);
    mmgrab(mm);
    EXPECT_EQ(steps_of([&] { EXPECT_TRUE(mmget_not_zero(mm)); }), 1U);
    EXPECT_EQ(steps_of([&] { mmput(mm); }), 1U) << "not the last";
    EXPECT_EQ(steps_of([&] { mmput(mm); }), 3U) << "the last, under grabs";
    EXPECT_EQ(steps_of([&] { EXPECT_FALSE(mmget_not_zero(mm)); }), 1U);
    EXPECT_EQ(steps_of([&] { mmdrop(mm); }), 1U) << "not the last";
    EXPECT_EQ(steps_of([&] { mmdrop(mm); }), drop_bound) << "the last";

    mm_struct* const other = mm_alloc();
    EXPECT_EQ(steps_of([&] { mmput(other); }), put_bound) << "the last, which frees";
}

// The same steps on a user's own type, and none beside them.
TEST(BoundedSteps, OfAUsersOwnType) {
    tests::Ends ends;
    const InUse<tests::Note>* const note =
        ARef<InUse<tests::Note>>::into_raw(tests::Note::make(ends));
    EXPECT_EQ(steps_of([&] { note->inc_ref(); }), get_bound);
    EXPECT_EQ(steps_of([&] { note->tests::Note::inc_ref(); }), grab_bound);
    EXPECT_EQ(steps_of([&] { EXPECT_EQ(note->contents().text(), "words"); }), 0U);
    EXPECT_EQ(steps_of([&] { EXPECT_TRUE(note->get_not_zero().has_value()); }), 2U)
        << "an upgrade, and the put of its user";
    EXPECT_EQ(steps_of([&] { InUse<tests::Note>::dec_ref(note); }), 1U) << "not the last";
    EXPECT_EQ(steps_of([&] { InUse<tests::Note>::dec_ref(note); }), 3U) << "the last, under a grab";
    EXPECT_EQ(steps_of([&] { EXPECT_FALSE(note->get_not_zero().has_value()); }), 1U);
    EXPECT_EQ(steps_of([&] { tests::Note::dec_ref(note); }), drop_bound) << "the last";
    EXPECT_EQ(ends.notes(), 1U);
}

// Every schedule of another holder's moves between the steps of a put of the only user: among them
// the rescue, the rescue that is put back at once, and the loser whose drop frees.
TEST(BoundedSteps, OfAPutUnderEverySchedule) {
    const tests::StepsSeen seen = put_under_every_schedule(
        put_bound, [](mm_struct* mm) { mmput(mm); },
        [](bool torn_down) { EXPECT_TRUE(torn_down); });
    EXPECT_EQ(seen.schedules, 625U);
    EXPECT_EQ(seen.numbers, (std::set<unsigned>{1, 3, 4})) << "1: another user was there by then";
    EXPECT_EQ(*seen.numbers.rbegin(), put_bound);
    EXPECT_EQ(seen.most_upgrade_steps, upgrade_bound) << "the rescue happened, and takes the most";
}

// An upgrade that finds the word at 0, itself disturbed between its two steps.
TEST(BoundedSteps, OfARescueUnderEveryMove) {
    for (const Move before : moves) {
        for (const Move between : moves) {
            Teardowns teardowns;
            mm_struct* const mm = mm_alloc(teardowns.contents());
            const FreeWatch watch(mm);
            mmgrab(mm);
            {
                Interferer other(mm);
                unsigned rescue_steps = 0;
                bool rescued = false;
                {
                    const StepCounter put([&](unsigned put_step) {
                        if (put_step != 1) return;
                        const StepCounter rescue(
                            [&](unsigned step) { other.make(step == 0 ? before : between); });
                        rescued = mmget_not_zero(mm);
                        rescue_steps = rescue.steps();
                    });
                    mmput(mm);
                    EXPECT_LE(put.steps(), put_bound);
                }
                EXPECT_LE(rescue_steps, upgrade_bound);
                if (before == Move::nothing) {
                    EXPECT_TRUE(rescued);
                    EXPECT_EQ(rescue_steps, upgrade_bound);
                }
                if (rescued) mmput(mm);
                mmdrop(mm);
            }
            EXPECT_EQ(teardowns.number(), 1U);
            EXPECT_EQ(watch.frees(), 1U);
        }
    }
}

/// The textbook upgrade, which a compare-exchange loop makes as long as others please.
[[nodiscard]] bool get_in_a_loop(Atomic<std::uint64_t>& users) {
    std::uint64_t seen = users.load(std::memory_order_relaxed);
    while (seen != 0) {
        if (users.compare_exchange_strong(seen, seen + 1, std::memory_order_relaxed,
                                          std::memory_order_relaxed)) {
            return true;
        }
    }
    return false;
}

// Shows that the count of steps can exceed a bound: the same interference, before every step.
TEST(BoundedSteps, AreExceededByACompareExchangeLoop) {
    constexpr unsigned disturbances = 50;
    Atomic<std::uint64_t> users(1);
    const StepCounter in_a_loop([&](unsigned step) {
        if (step < disturbances) users.fetch_add(1, std::memory_order_relaxed);
    });
    EXPECT_TRUE(get_in_a_loop(users));
    EXPECT_GT(in_a_loop.steps(), disturbances);

    mm_struct* const mm = mm_alloc();
    {
        const StepCounter sticky([&](unsigned step) {
            if (step < disturbances) mmget(mm);
        });
        EXPECT_TRUE(mmget_not_zero(mm));
        EXPECT_LE(sticky.steps(), upgrade_bound);
    }
    while (read_counters(mm).users != 1) mmput(mm);
    mmput(mm);
}

}  // namespace
}  // namespace mm
