// Async.flush: when flush_mmput_async returns, every teardown that was queued before has ended.
// What teardowns write is plain data: ThreadSanitizer reports a flush that does not order it.
#include <gtest/gtest.h>

#include <array>
#include <chrono>
#include <cstddef>
#include <memory>
#include <semaphore>
#include <thread>
#include <vector>

#include "mm/mm.hpp"
#include "support/concurrent_work.hpp"
#include "support/contents.hpp"
#include "support/deferred_mm.hpp"
#include "support/free_watch.hpp"

namespace mm {
namespace {

using tests::FreeWatch;
using tests::mm_with_teardown;
using tests::on_all_threads;
using tests::Teardowns;
using tests::worker_threads;

constexpr std::chrono::milliseconds a_while(20);

TEST(Flush, ReturnsAtOnceWhereNothingIsQueued) {
    flush_mmput_async();
    flush_mmput_async();
}

TEST(Flush, WaitsForAllThatWasQueuedBefore) {
    constexpr std::size_t mms = 100;
    std::vector<std::size_t> ended;
    for (std::size_t number = 0; number != mms; ++number) {
        mmput_async(mm_with_teardown([&ended, number] { ended.push_back(number); }));
    }
    flush_mmput_async();
    EXPECT_EQ(ended.size(), mms);
}

TEST(Flush, WaitsForATeardownThatIsUnderWayAndForItsCount) {
    std::binary_semaphore began(0);
    bool ended = false;
    mm_struct* const mm = mm_with_teardown([&] {
        began.release();
        std::this_thread::sleep_for(a_while);
        ended = true;
    });
    const FreeWatch watch(mm);
    mmput_async(mm);
    began.acquire();
    flush_mmput_async();
    EXPECT_TRUE(ended);
    EXPECT_EQ(watch.frees(), 1U) << "the users' count was dropped";
}

TEST(Flush, WithinATeardownWaitsForWhatThatQueuedAndNotForItself) {
    bool inner_ended = false;
    bool seen_ended = false;
    mmput_async(mm_with_teardown([&] {
        mmput_async(mm_with_teardown([&] { inner_ended = true; }));
        flush_mmput_async();
        seen_ended = inner_ended;
    }));
    flush_mmput_async();
    EXPECT_TRUE(seen_ended);
}

TEST(Flush, WithinATeardownWithinATeardown) {
    std::vector<int> ended;
    mmput_async(mm_with_teardown([&] {
        mmput_async(mm_with_teardown([&] {
            mmput_async(mm_with_teardown([&] { ended.push_back(1); }));
            flush_mmput_async();
            ended.push_back(2);
        }));
        flush_mmput_async();
        ended.push_back(3);
    }));
    flush_mmput_async();
    EXPECT_EQ(ended, (std::vector<int>{1, 2, 3}));
}

// The inner flush meets what the outer one waits at; the outer one still waits for the teardown.
TEST(Flush, WaitsForATeardownThatItselfFlushes) {
    std::binary_semaphore began(0);
    bool ended = false;
    mmput_async(mm_with_teardown([&] {
        began.release();
        std::this_thread::sleep_for(a_while);
        flush_mmput_async();
        std::this_thread::sleep_for(a_while);
        ended = true;
    }));
    began.acquire();
    flush_mmput_async();
    EXPECT_TRUE(ended);
}

// A teardown by mmput runs on this thread, which is not the worker.
TEST(Flush, WithinATeardownInPlace) {
    bool inner_ended = false;
    bool seen_ended = false;
    mmput(mm_with_teardown([&] {
        mmput_async(mm_with_teardown([&] { inner_ended = true; }));
        flush_mmput_async();
        seen_ended = inner_ended;
    }));
    EXPECT_TRUE(seen_ended);
}

TEST(Flush, OfSeveralThreadsWaitsForTheTeardownsOfEach) {
    constexpr int rounds = 200;
    on_all_threads([](std::size_t) {
        for (int round = 0; round != rounds; ++round) {
            bool ended = false;
            mmput_async(mm_with_teardown([&ended] { ended = true; }));
            flush_mmput_async();
            ASSERT_TRUE(ended);
        }
    });
}

TEST(Flush, WaitsForWhatAnotherThreadHasQueued) {
    std::array<bool, worker_threads> ended{};
    on_all_threads([&](std::size_t thread) {
        mmput_async(mm_with_teardown([&ended, thread] { ended[thread] = true; }));
    });
    flush_mmput_async();
    for (const bool one : ended) EXPECT_TRUE(one);
}

TEST(Hold, KeepsBackWhatIsQueuedAfterAFlush) {
    constexpr int rounds = 2'000;
    for (int round = 0; round != rounds; ++round) {
        Teardowns before;
        Teardowns after;
        {
            const HoldAsyncTeardowns held;
            mmput_async(mm_alloc(before.contents()));
            flush_mmput_async();
            ASSERT_EQ(before.number(), 1U);
            mmput_async(mm_alloc(after.contents()));
            for (int turn = 0; turn != 3; ++turn) std::this_thread::yield();
            ASSERT_EQ(after.number(), 0U) << "round " << round;
        }
        flush_mmput_async();
        ASSERT_EQ(after.number(), 1U);
    }
}

/// Whether what is queued behind a flush, while that waits, is held once the flush has ended. False
/// too where the other thread came too late to flush before it is queued.
[[nodiscard]] bool keeps_back_what_is_queued_behind_a_flush() {
    std::binary_semaphore may_end(0);
    Teardowns behind;
    bool kept = false;
    {
        const HoldAsyncTeardowns held;
        mmput_async(mm_with_teardown([&] { may_end.acquire(); }));
        std::thread flushing([] { flush_mmput_async(); });
        std::this_thread::sleep_for(a_while);
        mmput_async(mm_alloc(behind.contents()));
        may_end.release();
        flushing.join();
        std::this_thread::sleep_for(a_while);
        kept = behind.number() == 0;
    }
    flush_mmput_async();
    EXPECT_EQ(behind.number(), 1U);
    return kept;
}

// The round that ends the flush must stop there.
TEST(Hold, KeepsBackWhatIsQueuedBehindAFlush) {
    bool kept = false;
    for (int attempt = 0; attempt != 10 && !kept; ++attempt) {
        kept = keeps_back_what_is_queued_behind_a_flush();
    }
    EXPECT_TRUE(kept);
}

TEST(Hold, WithinAHoldEndsWithTheOuterOne) {
    Teardowns teardowns;
    {
        const HoldAsyncTeardowns outer;
        { const HoldAsyncTeardowns inner; }
        mmput_async(mm_alloc(teardowns.contents()));
        std::this_thread::sleep_for(a_while);
        EXPECT_EQ(teardowns.number(), 0U);
    }
    flush_mmput_async();
    EXPECT_EQ(teardowns.number(), 1U);
}

// Nothing that a held round has left over is forgotten when the hold ends.
TEST(Hold, LosesNothingUnderFlushesOfOtherThreads) {
    constexpr int rounds = 200;
    Teardowns teardowns;
    on_all_threads([&](std::size_t thread) {
        for (int round = 0; round != rounds; ++round) {
            if (thread % 2 == 0) {
                const HoldAsyncTeardowns held;
                mmput_async(mm_alloc(teardowns.contents()));
            } else {
                mmput_async(mm_alloc(teardowns.contents()));
                flush_mmput_async();
            }
        }
    });
    flush_mmput_async();
    EXPECT_EQ(teardowns.number(), rounds * worker_threads);
}

TEST(Hold, WithinATeardownDoesNotWaitForThatTeardown) {
    Teardowns inner;
    mmput_async(mm_with_teardown([&] {
        const HoldAsyncTeardowns held;
        mmput_async(mm_alloc(inner.contents()));
        EXPECT_EQ(inner.number(), 0U);
    }));
    while (inner.number() == 0) flush_mmput_async();
    flush_mmput_async();
    EXPECT_EQ(inner.number(), 1U);
}

}  // namespace
}  // namespace mm
