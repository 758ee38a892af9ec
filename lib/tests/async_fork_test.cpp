// Async.fork: what is queued when the process forks runs in the parent only, once; the child has a
// worker of its own and waits for nobody's.
#include <gtest/gtest.h>

#include <chrono>
#include <cstddef>
#include <string>
#include <thread>
#include <vector>

#include "mm/mm.hpp"
#include "sanitizer.hpp"
#include "support/child_process.hpp"
#include "support/contents.hpp"
#include "support/deferred_mm.hpp"
#include "support/shared_count.hpp"

// A child of a process with threads may start threads here: what it needs of them is its own.
extern "C" const char* thread_sanitizer_options() asm("__tsan_default_options");
extern "C" const char* thread_sanitizer_options() {
    return "die_after_fork=0";
}

namespace mm {
namespace {

using tests::end_of_fork_for;
using tests::mm_with_teardown;
using tests::SharedCount;
using tests::Teardowns;

constexpr const char* success = "ended with 0";

/// Counted in every process, so that a teardown which runs twice shows.
[[nodiscard]] mm_struct* mm_counted_by(SharedCount& count) {
    return mm_with_teardown([&count] { count.add_one(); });
}

/// What the child does with mms of its own: 0 if each was torn down once, by a flush.
[[nodiscard]] int use_the_worker() {
    Teardowns teardowns;
    for (int life = 0; life != 100; ++life) {
        mm_struct* const mm = mm_alloc(teardowns.contents());
        const ARef<Mm> grab(Mm::from_raw(mm));
        mmput_async(mm);
    }
    flush_mmput_async();
    return teardowns.number() == 100 ? 0 : 1;
}

constexpr const char* why_not_with_address_sanitizer =
    "AddressSanitizer's allocator keeps the locks of threads that a child of fork does not have, "
    "so the child may wait for them for ever";

TEST(Fork, LeavesWhatIsQueuedToTheParent) {
    SharedCount teardowns;
    {
        const HoldAsyncTeardowns held;
        for (int mm = 0; mm != 3; ++mm) mmput_async(mm_counted_by(teardowns));
        EXPECT_EQ(end_of_fork_for([] {
                      flush_mmput_async();
                      return 0;
                  }),
                  success);
        EXPECT_EQ(teardowns.read(), 0U) << "the child ran the parent's";
        flush_mmput_async();
    }
    EXPECT_EQ(teardowns.read(), 3U);
}

TEST(Fork, GivesTheChildAWorkerOfItsOwn) {
    SharedCount teardowns;
    {
        const HoldAsyncTeardowns held;
        mmput_async(mm_counted_by(teardowns));
        EXPECT_EQ(end_of_fork_for(use_the_worker), success);
        flush_mmput_async();
    }
    EXPECT_EQ(teardowns.read(), 1U);
}

/// 0 if the worker of the child takes up what the child queues, though nobody flushes.
[[nodiscard]] int wait_for_the_worker() {
    SharedCount torn_down;
    mmput_async(mm_counted_by(torn_down));
    // The deadline of the child ends this if nobody comes.
    while (torn_down.read() == 0) std::this_thread::yield();
    flush_mmput_async();
    return torn_down.read() == 1 ? 0 : 1;
}

// Not held and not flushed: the thread that the first push in the child starts takes it up.
TEST(Fork, StartsTheWorkerAtTheFirstPushInTheChild) {
    EXPECT_EQ(end_of_fork_for(wait_for_the_worker), success);
}

// Nobody could end it in the child.
TEST(Fork, LeavesTheHoldsOfOtherThreadsToTheParent) {
    SharedCount held;
    SharedCount may_end;
    std::thread holding([&] {
        const HoldAsyncTeardowns hold;
        held.add_one();
        while (may_end.read() == 0) std::this_thread::yield();
    });
    while (held.read() == 0) std::this_thread::yield();
    const std::string child = end_of_fork_for(wait_for_the_worker);
    may_end.add_one();
    holding.join();
    EXPECT_EQ(child, success);
}

TEST(Fork, LeavesTheChildTheHoldsOfItsThread) {
    const HoldAsyncTeardowns hold;
    EXPECT_EQ(end_of_fork_for([] {
                  SharedCount torn_down;
                  mmput_async(mm_counted_by(torn_down));
                  // Time enough for a worker that is not held; a slow one makes the test weaker.
                  std::this_thread::sleep_for(std::chrono::milliseconds(100));
                  const unsigned before_the_flush = torn_down.read();
                  flush_mmput_async();
                  return before_the_flush == 0 && torn_down.read() == 1 ? 0 : 1;
              }),
              success);
}

TEST(Fork, InTheMidstOfATeardownLeavesThatToTheParent) {
    SharedCount began;
    SharedCount ended;
    SharedCount may_end;
    mmput_async(mm_with_teardown([&] {
        began.add_one();
        while (may_end.read() == 0) std::this_thread::yield();
        ended.add_one();
    }));
    while (began.read() == 0) std::this_thread::yield();
    const std::string child = end_of_fork_for(use_the_worker);
    may_end.add_one();
    EXPECT_EQ(child, success);
    flush_mmput_async();
    EXPECT_EQ(began.read(), 1U);
    EXPECT_EQ(ended.read(), 1U);
}

// The child is then on the very thread that was the worker.
TEST(Fork, WithinATeardown) {
    SharedCount teardowns;
    std::string child;
    {
        const HoldAsyncTeardowns held;
        mmput_async(mm_with_teardown([&] { child = end_of_fork_for(use_the_worker); }));
        mmput_async(mm_counted_by(teardowns));
        flush_mmput_async();
    }
    EXPECT_EQ(child, success);
    EXPECT_EQ(teardowns.read(), 1U);
}

TEST(Fork, WhileAnotherThreadFlushes) {
    SharedCount began;
    SharedCount may_end;
    mmput_async(mm_with_teardown([&] {
        began.add_one();
        while (may_end.read() == 0) std::this_thread::yield();
    }));
    while (began.read() == 0) std::this_thread::yield();
    std::thread flushing([] { flush_mmput_async(); });
    // Most likely inside by then; the test holds either way.
    std::this_thread::sleep_for(std::chrono::milliseconds(20));
    const std::string child = end_of_fork_for(use_the_worker);
    may_end.add_one();
    flushing.join();
    EXPECT_EQ(child, success);
}

TEST(Fork, OfAChildThatForksAgain) {
    // The worker of the child may be at work when that forks.
    if (tests::has_address_sanitizer) GTEST_SKIP() << why_not_with_address_sanitizer;
    EXPECT_EQ(end_of_fork_for([] {
                  SharedCount teardowns;
                  const HoldAsyncTeardowns held;
                  mmput_async(mm_counted_by(teardowns));
                  const std::string grandchild = end_of_fork_for(use_the_worker);
                  flush_mmput_async();
                  return grandchild == success && teardowns.read() == 1 ? 0 : 1;
              }),
              success);
}

// The mm itself is copied: a reference that the child has gives up the child's copy.
TEST(Fork, CopiesTheMmsThatAreNotQueued) {
    SharedCount teardowns;
    mm_struct* const mm = mm_counted_by(teardowns);
    EXPECT_EQ(end_of_fork_for([mm] {
                  mmput_async(mm);
                  flush_mmput_async();
                  return 0;
              }),
              success);
    EXPECT_EQ(teardowns.read(), 1U);
    mmput_async(mm);
    flush_mmput_async();
    EXPECT_EQ(teardowns.read(), 2U);
}

TEST(Fork, OftenWhileThreadsQueue) {
    if (tests::has_address_sanitizer) GTEST_SKIP() << why_not_with_address_sanitizer;
    constexpr std::size_t lives_each = 300;
    constexpr std::size_t threads = 3;
    SharedCount teardowns;
    std::vector<std::thread> queueing;
    for (std::size_t thread = 0; thread != threads; ++thread) {
        queueing.emplace_back([&] {
            for (std::size_t life = 0; life != lives_each; ++life) {
                mmput_async(mm_counted_by(teardowns));
                if (life % 30 == 0) flush_mmput_async();
            }
        });
    }
    for (int round = 0; round != 20; ++round) {
        ASSERT_EQ(end_of_fork_for(use_the_worker), success) << "round " << round;
    }
    for (std::thread& thread : queueing) thread.join();
    flush_mmput_async();
    EXPECT_EQ(teardowns.read(), threads * lives_each);
}

}  // namespace
}  // namespace mm
