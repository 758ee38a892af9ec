// Progress.bounded: the most atomic steps that each operation takes, whatever others do between
// them. The other operations run on the same thread, in a hook before each step.
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <set>

#include "mm/mm.hpp"
#include "support/contents.hpp"
#include "support/free_watch.hpp"

namespace mm {
namespace {

using tests::FreeWatch;
using tests::StepCounter;
using tests::Teardowns;

// The bounds that mm/two_tier_count.hpp and mm/raw_calls.hpp state.
constexpr unsigned get_bound = 1;
constexpr unsigned grab_bound = 1;
constexpr unsigned upgrade_bound = 2;
constexpr unsigned put_bound = 4;
constexpr unsigned drop_bound = 2;

template <typename Operation>
[[nodiscard]] unsigned steps_of(Operation&& operation) {
    const StepCounter counter;
    operation();
    return counter.steps();
}

/// What another holder of the mm does at one point between two steps.
enum class Move : std::uint8_t { nothing, upgrade, put, upgrade_and_put, drop };
constexpr std::array moves{Move::nothing, Move::upgrade, Move::put, Move::upgrade_and_put,
                           Move::drop};

/// Another holder, who starts with one grab and gives everything back at the end.
class Interferer {
 public:
    explicit Interferer(mm_struct* mm) : mm_(mm) { mmgrab(mm_); }
    Interferer(const Interferer&) = delete;
    Interferer& operator=(const Interferer&) = delete;
    ~Interferer() {
        while (users_ != 0) put();
        drop();
    }

    void make(Move move) {
        switch (move) {
            case Move::nothing:
                return;
            case Move::upgrade:
                return upgrade();
            case Move::put:
                return put();
            case Move::upgrade_and_put:
                upgrade();
                return put();
            case Move::drop:
                return drop();
        }
    }

    [[nodiscard]] unsigned most_upgrade_steps() const { return most_upgrade_steps_; }

 private:
    void upgrade() {
        if (!grabbed_ && users_ == 0) return;
        const unsigned steps = steps_of([&] { users_ += mmget_not_zero(mm_) ? 1 : 0; });
        most_upgrade_steps_ = std::max(most_upgrade_steps_, steps);
    }
    void put() {
        if (users_ == 0) return;
        --users_;
        mmput(mm_);
    }
    void drop() {
        if (!grabbed_) return;
        grabbed_ = false;
        mmdrop(mm_);
    }

    mm_struct* mm_;
    bool grabbed_ = true;
    unsigned users_ = 0;
    unsigned most_upgrade_steps_ = 0;
};

/// Every sequence of moves at the points before the steps of one operation.
template <typename Visit>
void for_each_schedule(Visit&& visit) {
    std::array<Move, put_bound> schedule{};
    for (const Move first : moves) {
        for (const Move second : moves) {
            for (const Move third : moves) {
                for (const Move fourth : moves) {
                    schedule = {first, second, third, fourth};
                    visit(schedule);
                }
            }
        }
    }
}

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

// Every schedule of another holder's moves between the steps of a put of the only user: among them
// the rescue, the rescue that is put back at once, and the loser whose drop frees.
TEST(BoundedSteps, OfAPutUnderEverySchedule) {
    std::set<unsigned> seen;
    unsigned most_upgrade_steps = 0;
    unsigned schedules = 0;
    for_each_schedule([&](const std::array<Move, put_bound>& schedule) {
        Teardowns teardowns;
        mm_struct* const mm = mm_alloc(teardowns.contents());
        const FreeWatch watch(mm);
        {
            Interferer other(mm);
            const StepCounter counter([&](unsigned step) {
                ASSERT_LT(step, put_bound);
                other.make(schedule[step]);
            });
            mmput(mm);
            seen.insert(counter.steps());
            most_upgrade_steps = std::max(most_upgrade_steps, other.most_upgrade_steps());
        }
        ASSERT_EQ(teardowns.number(), 1U);
        ASSERT_EQ(watch.frees(), 1U);
        ++schedules;
    });
    EXPECT_EQ(schedules, 625U);
    EXPECT_EQ(seen, (std::set<unsigned>{1, 3, 4})) << "1: another user was there by then";
    EXPECT_EQ(*seen.rbegin(), put_bound);
    EXPECT_EQ(most_upgrade_steps, upgrade_bound) << "the rescue happened, and takes the most";
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
