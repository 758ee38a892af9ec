// Sleep.may_sleep and Sleep.orphan: what an atomic context refuses, for how long, and what becomes
// of a reference whose drop was refused; what never sleeps is granted (Sleep.never). The reports
// are in golden/.
#include <gtest/gtest.h>

#include <cstddef>
#include <list>
#include <optional>
#include <thread>
#include <utility>

#include "mm/mm.hpp"
#include "support/contents.hpp"
#include "support/free_watch.hpp"

namespace mm {
namespace {

using contracts::Owned;
using contracts::Place;
using spec::Clause;
using tests::FreeWatch;
using tests::Teardowns;

std::vector<Violation> told;

class AtomicRefusals : public testing::Test {
 protected:
    AtomicRefusals() {
        told.clear();
        set_violation_handler([](const Violation& violation) { told.push_back(violation); });
    }
    ~AtomicRefusals() override {
        set_violation_handler(nullptr);
        flush_mmput_async();
        EXPECT_EQ(teardowns_.number(), 1U);
        EXPECT_EQ(watch_.frees(), 1U) << "a reference is lost";
    }

    /// True, and the clause is checked, if mmput is refused now.
    [[nodiscard]] bool refuses_mmput() {
        const Counters before = read_counters(mm_);
        told.clear();
        mmget(mm_);
        mmput(mm_);
        const bool refused = !told.empty();
        if (!refused) return false;
        EXPECT_EQ(told.size(), 1U);
        EXPECT_EQ(told.front().clause, Clause::sleep_may_sleep);
        EXPECT_EQ(read_counters(mm_), (Counters{before.users + 1, before.count}));
        mmput_async(mm_);
        return true;
    }

    void expect_told(Clause clause) {
        ASSERT_EQ(told.size(), 1U);
        EXPECT_EQ(told.front().clause, clause);
        told.clear();
    }

    Teardowns teardowns_;
    mm_struct* mm_ = mm_alloc(teardowns_.contents());
    FreeWatch watch_{mm_};
};

TEST_F(AtomicRefusals, LastUntilTheOuterContextEnds) {
    EXPECT_FALSE(refuses_mmput());
    {
        const AtomicContext outer;
        EXPECT_TRUE(refuses_mmput());
        {
            const AtomicContext inner;
            EXPECT_TRUE(refuses_mmput());
        }
        EXPECT_TRUE(refuses_mmput());
    }
    EXPECT_FALSE(refuses_mmput());
    mmput(mm_);
}

TEST_F(AtomicRefusals, NameTheInnermostContextThatHasNotEnded) {
    constexpr Place first{"context.cpp", 1};
    constexpr Place second{"context.cpp", 2};
    std::optional<AtomicContext> outer(std::in_place, first);
    std::optional<AtomicContext> inner(std::in_place, second);
    EXPECT_TRUE(refuses_mmput());
    EXPECT_EQ(told.front().atomic_since, second);
    outer.reset();
    EXPECT_TRUE(refuses_mmput());
    EXPECT_EQ(told.front().atomic_since, second);
    outer.emplace(first);
    inner.reset();
    EXPECT_TRUE(refuses_mmput());
    EXPECT_EQ(told.front().atomic_since, first);
    outer.reset();
    EXPECT_FALSE(refuses_mmput());
    mmput(mm_);
}

TEST_F(AtomicRefusals, CountContextsDeeperThanTheyNameThem) {
    constexpr std::size_t depth = 100;
    std::list<AtomicContext> contexts;
    for (std::size_t context = 0; context != depth; ++context) {
        contexts.emplace_back();
    }
    while (!contexts.empty()) {
        EXPECT_TRUE(refuses_mmput()) << contexts.size();
        contexts.pop_back();
    }
    EXPECT_FALSE(refuses_mmput());
    mmput(mm_);
}

TEST_F(AtomicRefusals, AreOfOneThread) {
    const AtomicContext context;
    std::thread([this] { EXPECT_FALSE(refuses_mmput()); }).join();
    EXPECT_TRUE(refuses_mmput());
    mmput_async(mm_);
}

// Sleep.orphan: the reference is raw code's, which has a legal way to give it up at once.
TEST_F(AtomicRefusals, LeaveTheGrabOfAnARefToRawCode) {
    const AtomicContext context;
    { const ARef<Mm> grab(Mm::from_raw(mm_)); }
    expect_told(Clause::sleep_may_sleep);
    EXPECT_EQ(inspect(mm_)->grabs, (Owned{1, 0}));
    EXPECT_EQ(read_counters(mm_), (Counters{1, 2}));
    mmdrop(mm_);
    EXPECT_EQ(read_counters(mm_), (Counters{1, 1}));
    mmput_async(mm_);
    EXPECT_TRUE(told.empty());
}

TEST_F(AtomicRefusals, LeaveTheUserOfAnARefToRawCode) {
    {
        const AtomicContext context;
        { const auto user = ARef<MmWithUser>::from_raw(mm_); }
        expect_told(Clause::sleep_may_sleep);
        EXPECT_EQ(inspect(mm_)->users, (Owned{1, 0}));
    }
    EXPECT_EQ(read_counters(mm_), (Counters{1, 1})) << "nothing happens when the context ends";
    mmput(mm_);
    EXPECT_TRUE(told.empty());
}

TEST_F(AtomicRefusals, LeaveWhatAnAssignmentReplacesToRawCode) {
    mm_struct* const other = mm_alloc();
    ARef<Mm> grab(Mm::from_raw(mm_));
    auto user = ARef<MmWithUser>::from_raw(mm_);
    {
        const AtomicContext context;
        grab = ARef<Mm>(Mm::from_raw(other));
        expect_told(Clause::sleep_may_sleep);
        user = ARef<MmWithUser>::from_raw(other);
        expect_told(Clause::sleep_may_sleep);
        EXPECT_EQ(grab->as_raw(), other) << "the assignment itself is made";
        EXPECT_EQ(user->as_raw(), other);
    }
    EXPECT_EQ(inspect(mm_)->grabs, (Owned{1, 0}));
    EXPECT_EQ(inspect(mm_)->users, (Owned{1, 0}));
    mmdrop(mm_);
    mmput(mm_);
    EXPECT_TRUE(told.empty());
}

TEST_F(AtomicRefusals, LetAnOrphanBeTakenOverAgain) {
    const AtomicContext context;
    { const auto user = ARef<MmWithUser>::from_raw(mm_); }
    expect_told(Clause::sleep_may_sleep);
    { const auto user = MmWithUser::into_mmput_async(ARef<MmWithUser>::from_raw(mm_)); }
    EXPECT_TRUE(told.empty());
}

TEST_F(AtomicRefusals, OfAFlushDoNotWait) {
    const HoldAsyncTeardowns held;
    mmput_async(mm_);
    const AtomicContext context;
    flush_mmput_async();
    expect_told(Clause::sleep_may_sleep);
    EXPECT_EQ(teardowns_.number(), 0U);
}

// Threads.guards: a context that is ended elsewhere goes on where it began, and there alone.
TEST_F(AtomicRefusals, GoOnWhereAContextWasEndedOnAnotherThread) {
    std::thread([this] {
        std::optional<AtomicContext> context(std::in_place);
        std::thread([&] { context.reset(); }).join();
        expect_told(Clause::threads_guards);
        EXPECT_TRUE(refuses_mmput());
    }).join();
    EXPECT_FALSE(refuses_mmput());
    mmput(mm_);
}

}  // namespace
}  // namespace mm
