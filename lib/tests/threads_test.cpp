// Many threads on one mm: nothing is lost, nothing refused, and the end comes once.
#include <gtest/gtest.h>

#include <cstddef>

#include "mm/mm.hpp"
#include "support/concurrent_work.hpp"
#include "support/contents.hpp"
#include "support/free_watch.hpp"
#include "support/races.hpp"

namespace mm {
namespace {

using tests::FreeWatch;
using tests::live_many_lives_at_once;
using tests::race_for_the_end;
using tests::Teardowns;

// Long enough that threads run at the same time, also on a busy machine: otherwise nothing shows.
TEST(Threads, WorkOnOneMmInEveryWay) {
    constexpr int lives = 10;
    constexpr std::size_t rounds_each = MMSPEC_CHECKED != 0 ? 20'000 : 200'000;
    for (int life = 0; life != lives; ++life) {
        Teardowns teardowns;
        mm_struct* const mm = mm_alloc(teardowns.contents());
        const FreeWatch watch(mm);
        {
            tests::ConcurrentWork work(mm);
            work.run_on_all_threads(rounds_each);
            ASSERT_EQ(read_counters(mm), (Counters{1, 2})) << "everything was given back";
            ASSERT_EQ(teardowns.number(), 0U);
        }
        mmput(mm);
        ASSERT_EQ(teardowns.number(), 1U);
        ASSERT_EQ(watch.frees(), 1U);
    }
}

// The last users leave while others try to become users: the paths of the rescue and of the end.
TEST(Threads, RaceForTheEnd) {
    race_for_the_end([](mm_struct* mm, int) { mmput(mm); }, [] {});
}

// Each thread's whole lives, so that registry, history and quarantine work in parallel.
TEST(Threads, LiveManyLivesAtOnce) {
    live_many_lives_at_once(
        500, [](mm_struct* mm, std::size_t, std::size_t) { mmput(mm); }, [] {});
}

}  // namespace
}  // namespace mm
