// Another holder of an mm, who acts between the atomic steps of an operation under test.
#pragma once

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <set>

#include "mm/mm.hpp"
#include "support/contents.hpp"
#include "support/counting_atomic.hpp"
#include "support/free_watch.hpp"

namespace mm::tests {

template <typename Operation>
[[nodiscard]] unsigned steps_of(Operation&& operation) {
    const StepCounter counter;
    operation();
    return counter.steps();
}

/// What another holder of the mm does at one point between two steps.
enum class Move : std::uint8_t { nothing, upgrade, put, upgrade_and_put, drop };
inline constexpr std::array moves{Move::nothing, Move::upgrade, Move::put, Move::upgrade_and_put,
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

/// How many points before steps a schedule has a move for.
inline constexpr std::size_t points = 4;
using Schedule = std::array<Move, points>;

/// Every sequence of moves at those points.
template <typename Visit>
void for_each_schedule(Visit&& visit) {
    Schedule schedule{};
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

/// What was seen of the steps of one operation under every schedule.
struct StepsSeen {
    /// The numbers of steps that it took.
    std::set<unsigned> numbers{};
    unsigned most_upgrade_steps = 0;
    unsigned schedules = 0;
};

/// Gives up the only user of an mm by `put(mm)`, of at most `bound` steps, under every schedule of
/// another holder's moves between them. What is due afterwards has ended when `settle(torn_down)`
/// returns, which is told whether the teardown has been by then. Teardown and free come once.
template <typename Put, typename Settle>
[[nodiscard]] StepsSeen put_under_every_schedule(unsigned bound, Put put, Settle settle) {
    StepsSeen seen;
    for_each_schedule([&](const Schedule& schedule) {
        Teardowns teardowns;
        mm_struct* const mm = mm_alloc(teardowns.contents());
        const FreeWatch watch(mm);
        {
            Interferer other(mm);
            const StepCounter counter([&](unsigned step) {
                ASSERT_LT(step, bound);
                if (step < schedule.size()) other.make(schedule.at(step));
            });
            put(mm);
            seen.numbers.insert(counter.steps());
            seen.most_upgrade_steps = std::max(seen.most_upgrade_steps, other.most_upgrade_steps());
        }
        settle(teardowns.number() != 0);
        ASSERT_EQ(teardowns.number(), 1U);
        ASSERT_EQ(watch.frees(), 1U);
        ++seen.schedules;
    });
    return seen;
}

}  // namespace mm::tests
