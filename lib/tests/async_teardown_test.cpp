// Async.deferred: an mmput_async that makes users zero returns before the teardown, which runs once
// on the worker and then drops the users' count.
#include <gtest/gtest.h>

#include <chrono>
#include <memory>
#include <optional>
#include <semaphore>
#include <thread>
#include <utility>
#include <vector>

#include "mm/mm.hpp"
#include "support/contents.hpp"
#include "support/deferred_mm.hpp"
#include "support/free_watch.hpp"

namespace mm {
namespace {

using tests::FreeWatch;
using tests::mm_with_teardown;
using tests::Noted;
using tests::Teardowns;

/// A held mm of one user: what is queued stays queued until `flush_mmput_async`.
class Deferred : public testing::Test {
 protected:
    ~Deferred() override {
        EXPECT_EQ(teardowns_.number(), 1U) << "torn down exactly once";
        EXPECT_EQ(watch_.frees(), 1U) << "freed exactly once";
    }

    void expect(Counters counters, unsigned teardowns) const {
        EXPECT_EQ(read_counters(mm_), counters);
        EXPECT_EQ(teardowns_.number(), teardowns);
        EXPECT_EQ(watch_.frees(), 0U);
    }

    HoldAsyncTeardowns held_;
    Teardowns teardowns_;
    mm_struct* mm_ = mm_alloc(teardowns_.contents());
    FreeWatch watch_{mm_};
};

TEST_F(Deferred, TheLastPutReturnsBeforeTheTeardown) {
    mmput_async(mm_);
    expect({0, 1}, 0);
    flush_mmput_async();
}

TEST_F(Deferred, APutThatIsNotTheLastOnlyCounts) {
    mmget(mm_);
    mmput_async(mm_);
    expect({1, 1}, 0);
    flush_mmput_async();
    expect({1, 1}, 0);
    mmput(mm_);
}

TEST_F(Deferred, NobodyRevivesWhatIsQueued) {
    mmgrab(mm_);
    mmput_async(mm_);
    EXPECT_FALSE(mmget_not_zero(mm_));
    EXPECT_FALSE(mmget_not_zero(mm_)) << "for good";
    expect({0, 2}, 0);
    flush_mmput_async();
    EXPECT_FALSE(mmget_not_zero(mm_));
    mmdrop(mm_);
}

TEST_F(Deferred, AGrabKeepsTheStructBeyondTheTeardown) {
    mmgrab(mm_);
    mmput_async(mm_);
    expect({0, 2}, 0);
    flush_mmput_async();
    expect({0, 1}, 1);
    mmdrop(mm_);
}

TEST_F(Deferred, GrabsThatComeAndGoWhileItIsQueuedDoNotFreeIt) {
    mmgrab(mm_);
    mmput_async(mm_);
    mmgrab(mm_);
    mmdrop(mm_);
    mmdrop(mm_);
    expect({0, 1}, 0);
    flush_mmput_async();
}

TEST_F(Deferred, AnARefIsDroppedWithoutTheTeardown) {
    { const auto user = ARef<MmWithUserAsync>::from_raw(mm_); }
    expect({0, 1}, 0);
    flush_mmput_async();
}

TEST_F(Deferred, IntoMmputAsyncChangesNoCountAndDefersTheDrop) {
    {
        const ARef<MmWithUserAsync> user =
            MmWithUser::into_mmput_async(ARef<MmWithUser>::from_raw(mm_));
        expect({1, 1}, 0);
        EXPECT_EQ(user->as_raw(), mm_);
        {
            const ARef<MmWithUserAsync> cloned = user.clone();
            expect({2, 1}, 0);
        }
        expect({1, 1}, 0);
    }
    expect({0, 1}, 0);
    flush_mmput_async();
}

TEST_F(Deferred, TheClassWithARawOwner) {
    const MmWithUserAsync& mm = *mm_;
    mm.inc_ref();
    expect({2, 1}, 0);
    MmWithUserAsync::dec_ref(&mm);
    expect({1, 1}, 0);
    MmWithUserAsync::dec_ref(&mm);
    expect({0, 1}, 0);
    flush_mmput_async();
}

TEST_F(Deferred, RawCodeAndARefsHandOverToEachOther) {
    auto user = ARef<MmWithUserAsync>::from_raw(mm_);
    const MmWithUserAsync* const raw = ARef<MmWithUserAsync>::into_raw(std::move(user));
    expect({1, 1}, 0);
    mmput_async(raw->as_raw());
    expect({0, 1}, 0);
    flush_mmput_async();
}

// Each user is given up in its own way; only what the last one does counts.
TEST_F(Deferred, AUserThatIsPutLastTearsDownAtOnce) {
    mmget(mm_);
    mmgrab(mm_);
    mmput_async(mm_);
    mmput(mm_);
    expect({0, 1}, 1);
    mmdrop(mm_);
}

// Not held: the worker takes it up by itself, while the caller goes on.
TEST(AsyncTeardown, RunsOnAThreadOfItsOwnWhileTheCallerGoesOn) {
    constexpr std::chrono::seconds long_enough(5);
    std::binary_semaphore put_returned(0);
    std::binary_semaphore torn_down(0);
    bool went_on = false;
    std::thread::id thread;
    mmput_async(mm_with_teardown([&] {
        went_on = put_returned.try_acquire_for(long_enough);
        thread = std::this_thread::get_id();
        torn_down.release();
    }));
    put_returned.release();
    ASSERT_TRUE(torn_down.try_acquire_for(long_enough)) << "without a flush";
    EXPECT_TRUE(went_on) << "mmput_async waited for the teardown";
    EXPECT_NE(thread, std::this_thread::get_id());
    flush_mmput_async();
}

// Teardown.order, on the worker: users is zero for good, and the users' count is still there.
TEST(AsyncTeardown, ComesBeforeTheUsersCountIsDroppedAndThatBeforeTheFree) {
    mm_struct* mm = nullptr;
    std::optional<Counters> seen;
    std::optional<FreeWatch> watch;
    unsigned frees_during = 1;
    bool revived = true;
    mm = mm_with_teardown([&] {
        seen = read_counters(mm);
        revived = mmget_not_zero(mm);
        frees_during = watch->frees();
    });
    watch.emplace(mm);
    mmput_async(mm);
    flush_mmput_async();
    EXPECT_EQ(seen, (Counters{0, 1}));
    EXPECT_FALSE(revived);
    EXPECT_EQ(frees_during, 0U);
    EXPECT_EQ(watch->frees(), 1U);
}

// The last grab may be given up while the worker tears down.
TEST(AsyncTeardown, MayDropTheLastGrab) {
    mm_struct* mm = nullptr;
    std::optional<FreeWatch> watch;
    unsigned frees_during = 1;
    mm = mm_with_teardown([&] {
        mmdrop(mm);
        frees_during = watch->frees();
    });
    watch.emplace(mm);
    mmgrab(mm);
    mmput_async(mm);
    flush_mmput_async();
    EXPECT_EQ(frees_during, 0U);
    EXPECT_EQ(watch->frees(), 1U);
}

TEST(AsyncTeardown, OfSeveralMmsTakesPlaceInTheOrderOfQueueing) {
    Noted noted;
    {
        const HoldAsyncTeardowns held;
        for (const int number : {1, 2, 3, 4, 5}) mmput_async(noted.mm_that_notes(number));
        EXPECT_TRUE(noted.numbers().empty());
        flush_mmput_async();
    }
    EXPECT_EQ(noted.numbers(), (std::vector<int>{1, 2, 3, 4, 5}));
}

TEST(AsyncTeardown, IsTakenUpAtTheEndOfTheHold) {
    std::binary_semaphore torn_down(0);
    {
        const HoldAsyncTeardowns held;
        mmput_async(mm_with_teardown([&] { torn_down.release(); }));
    }
    EXPECT_TRUE(torn_down.try_acquire_for(std::chrono::seconds(5)));
    flush_mmput_async();
}

TEST(AsyncTeardown, OfContentsWithMmsOfTheirOwnQueuesThem) {
    Noted noted;
    {
        const HoldAsyncTeardowns held;
        mm_struct* const inner = noted.mm_that_notes(2);
        mmput_async(mm_with_teardown([&noted, inner] {
            mmput_async(inner);
            noted.note(1);
        }));
        mmput_async(noted.mm_that_notes(3));
        flush_mmput_async();
        flush_mmput_async();
    }
    EXPECT_EQ(noted.numbers(), (std::vector<int>{1, 3, 2})) << "queued is not run in place";
}

/// Contents that keep the next mm of a chain.
struct Chained : AddressSpace {
    std::optional<ARef<MmWithUserAsync>> next;
};

// Each teardown gives up the next mm: the worker must not nest them.
TEST(AsyncTeardown, OfALongChainTakesNoStack) {
    constexpr int length = 50'000;
    Teardowns last;
    auto chain = ARef<MmWithUserAsync>::from_raw(mm_alloc(last.contents()));
    for (int link = 0; link != length; ++link) {
        auto contents = std::make_unique<Chained>();
        contents->next.emplace(std::move(chain));
        chain = ARef<MmWithUserAsync>::from_raw(mm_alloc(std::move(contents)));
    }
    { const auto first = std::move(chain); }
    while (last.number() == 0) flush_mmput_async();
    flush_mmput_async();
    EXPECT_EQ(last.number(), 1U);
}

}  // namespace
}  // namespace mm
