// Many threads on one mm: nothing is lost, nothing refused, and the end comes once.
#include <gtest/gtest.h>

#include <cstddef>

#include "mm/mm.hpp"
#include "support/concurrent_work.hpp"
#include "support/contents.hpp"
#include "support/free_watch.hpp"

namespace mm {
namespace {

using tests::FreeWatch;
using tests::on_all_threads;
using tests::Teardowns;
using tests::worker_threads;

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
    constexpr int lives = 300;
    for (int life = 0; life != lives; ++life) {
        Teardowns teardowns;
        mm_struct* const mm = mm_alloc(teardowns.contents(), {.users = 1, .grabs = worker_threads});
        const FreeWatch watch(mm);
        on_all_threads([&](std::size_t thread) {
            if (thread == 0) mmput(mm);
            for (int attempt = 0; attempt != 20; ++attempt) {
                if (mmget_not_zero(mm)) mmput(mm);
            }
            EXPECT_FALSE(teardowns.number() == 1 && mmget_not_zero(mm)) << "revived";
            mmdrop(mm);
        });
        ASSERT_EQ(teardowns.number(), 1U);
        ASSERT_EQ(watch.frees(), 1U);
    }
}

// Each thread's whole lives, so that registry, history and quarantine work in parallel.
TEST(Threads, LiveManyLivesAtOnce) {
    constexpr std::size_t lives_each = 500;
    Teardowns teardowns;
    on_all_threads([&](std::size_t) {
        for (std::size_t life = 0; life != lives_each; ++life) {
            mm_struct* const mm = mm_alloc(teardowns.contents());
            const ARef<Mm> grab(Mm::from_raw(mm));
            mmput(mm);
            EXPECT_FALSE(grab->mmget_not_zero().has_value());
        }
    });
    EXPECT_EQ(teardowns.number(), lives_each * worker_threads);
}

}  // namespace
}  // namespace mm
