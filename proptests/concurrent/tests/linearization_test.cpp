// Histories that were written down, each with the verdict that it must have.
#include "concurrent/linearization.hpp"

#include <gtest/gtest.h>

#include "concurrent/timeline.hpp"

namespace mm::proptests {
namespace {

using What = Happening::What;

Happening operation(Kind kind, Moment begins, Moment ends, bool answer = false) {
    return {.kind = kind, .answer = answer, .begins = begins, .ends = ends};
}
Happening event(What what, Moment moment) {
    return {.what = what, .begins = moment, .ends = moment};
}
Happening counters(Moment begins, CounterPair read) {
    return {.what = What::counters, .read = read, .begins = begins, .ends = begins + 1};
}

/// One mm, two threads, and its events.
History history(History::Start start, Lane first, Lane second, Lane events) {
    return {.mms = {start},
            .lanes = {{}, std::move(first), std::move(second), std::move(events)},
            .threads = 3};
}

const Lane whole_end{event(What::teardown_begins, 12), event(What::teardown_ends, 13),
                     event(What::freed, 14)};

TEST(Linearization, TheLastPutAndAnUpgradeThatOverlapsMayComeInEitherOrder) {
    for (const bool upgraded : {false, true}) {
        Lane second{operation(Kind::mmget_not_zero, 11, 16, upgraded)};
        Lane events = whole_end;
        if (upgraded) {
            second.push_back(operation(Kind::mmput, 20, 30));
            for (Happening& each : events) each.begins = each.ends = each.begins + 10;
        }
        const auto found = linearize(history({1, 0}, {operation(Kind::mmput, 10, 17)},
                                             std::move(second), std::move(events)));
        EXPECT_EQ(found.broken, std::nullopt) << found.stuck.front();
        EXPECT_EQ(found.order.size(), upgraded ? 6U : 5U);
    }
}

TEST(Linearization, NoUpgradeThatBeginsAfterTheLastPutGivesAUser) {
    const auto found = linearize(history(
        {1, 1}, {operation(Kind::mmput, 10, 15)}, {operation(Kind::mmget_not_zero, 20, 21, true)},
        {event(What::teardown_begins, 12), event(What::teardown_ends, 13)}));
    EXPECT_EQ(found.broken, spec::Clause::final_no_revival);
    ASSERT_EQ(found.stuck.size(), 1U);
    EXPECT_EQ(found.stuck.front(), "T2 mmget_not_zero a: it gave a user, though users is zero");
}

TEST(Linearization, AnUpgradeOfALiveMmGivesAUser) {
    const auto found = linearize(
        history({2, 0}, {operation(Kind::mmput, 10, 15)},
                {operation(Kind::mmget_not_zero, 11, 12, false), operation(Kind::mmput, 21, 25)},
                {event(What::teardown_begins, 22), event(What::teardown_ends, 23)}));
    EXPECT_EQ(found.broken, spec::Clause::final_no_revival);
}

TEST(Linearization, TeardownComesOnceAndAfterTheLastUser) {
    EXPECT_EQ(linearize(history({2, 0}, {operation(Kind::mmput, 10, 15)}, {},
                                {event(What::teardown_begins, 12)}))
                  .broken,
              spec::Clause::teardown_order);
    EXPECT_EQ(linearize(history({1, 0}, {operation(Kind::mmput, 10, 19)}, {},
                                {event(What::teardown_begins, 12), event(What::teardown_ends, 13),
                                 event(What::teardown_begins, 14)}))
                  .broken,
              spec::Clause::teardown_once);
}

TEST(Linearization, TheFreeComesOnceAfterTeardownAndTheLastGrab) {
    EXPECT_EQ(linearize(history({1, 0}, {operation(Kind::mmput, 10, 19)}, {},
                                {event(What::teardown_begins, 12), event(What::freed, 13),
                                 event(What::teardown_ends, 14)}))
                  .broken,
              spec::Clause::teardown_order);
    EXPECT_EQ(linearize(history({1, 1}, {operation(Kind::mmput, 10, 19)}, {}, whole_end)).broken,
              spec::Clause::count_held);
    Lane freed_twice = whole_end;
    freed_twice.push_back(event(What::freed, 15));
    EXPECT_EQ(linearize(history({1, 0}, {operation(Kind::mmput, 10, 19)}, {}, freed_twice)).broken,
              spec::Clause::free_once);
    // The other thread's drop has begun: it may be what the free waited for.
    EXPECT_EQ(linearize(history({1, 1}, {operation(Kind::mmput, 10, 19)},
                                {operation(Kind::mmdrop, 11, 30)}, whole_end))
                  .broken,
              std::nullopt);
}

TEST(Linearization, CountersAtRestAreThoseOfTheModel) {
    for (const std::uint64_t users : {1U, 2U}) {
        const auto found = linearize(history({2, 1}, {operation(Kind::mmput, 10, 12)}, {}, {}));
        EXPECT_EQ(found.broken, std::nullopt);
        History with_reading = history({2, 1}, {operation(Kind::mmput, 10, 12)}, {}, {});
        with_reading.lanes[0].push_back(counters(20, {users, 2}));
        EXPECT_EQ(linearize(with_reading).broken,
                  users == 1 ? std::nullopt : std::optional(spec::Clause::count_word));
    }
}

// Each order of the overlapping puts must be tried, but no state twice.
TEST(Linearization, WhatWasVisitedIsNotVisitedAgain) {
    History wide{.mms = {{40, 0}}, .lanes = {{}}, .threads = 5};
    for (int thread = 0; thread != 4; ++thread) {
        Lane lane;
        for (Moment index = 0; index != 6; ++index) {
            lane.push_back(operation(Kind::mmput, 10 + index, 100 + index));
        }
        wide.lanes.push_back(std::move(lane));
    }
    wide.lanes.push_back({event(What::teardown_begins, 50)});
    const auto found = linearize(wide);
    EXPECT_EQ(found.broken, spec::Clause::teardown_order);
    EXPECT_LE(found.states, 7U * 7U * 7U * 7U);
}

TEST(Timeline, ShowsOverlapsAnswersAndWhatIsStuck) {
    const History run = history({1, 1}, {operation(Kind::mmput, 10, 15)},
                                {operation(Kind::mmget_not_zero, 20, 21, true)}, {});
    EXPECT_EQ(timeline_text(run, linearize(run)),
              "T1  mmput a                     ||     1  \n"
              "T2  mmget_not_zero a              ||   ?  yes\n"
              "cannot come next: T2 mmget_not_zero a: it gave a user, though users is zero\n");
}

}  // namespace
}  // namespace mm::proptests
