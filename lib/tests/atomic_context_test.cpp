// Sleep.never: what an atomic context grants, which is whatever cannot sleep. Where a call is
// refused the checked build aborts; the refusals themselves are in
// atomic_context_refusals_test.cpp.
#include <gtest/gtest.h>

#include <memory>
#include <optional>
#include <thread>
#include <utility>

#include "mm/mm.hpp"
#include "support/contents.hpp"
#include "support/free_watch.hpp"

namespace mm {
namespace {

using tests::FreeWatch;
using tests::Teardowns;

class InAtomicContext : public testing::Test {
 protected:
    ~InAtomicContext() override {
        flush_mmput_async();
        EXPECT_EQ(teardowns_.number(), 1U);
        EXPECT_EQ(watch_.frees(), 1U);
    }

    Teardowns teardowns_;
    mm_struct* mm_ = mm_alloc(teardowns_.contents());
    FreeWatch watch_{mm_};
};

TEST_F(InAtomicContext, EveryReferenceMayBeTaken) {
    std::optional<ARef<Mm>> grab;
    std::optional<ARef<MmWithUser>> user;
    std::optional<ARef<MmWithUser>> upgraded;
    {
        const AtomicContext context;
        mmget(mm_);
        mmgrab(mm_);
        EXPECT_TRUE(mmget_not_zero(mm_));
        grab.emplace(Mm::from_raw(mm_));
        user.emplace(MmWithUser::from_raw(mm_));
        upgraded = (*grab)->mmget_not_zero();
        EXPECT_TRUE(upgraded.has_value());
        EXPECT_EQ(read_counters(mm_), (Counters{5, 3}));
    }
    mmput(mm_);
    mmput(mm_);
    mmput(mm_);
    mmdrop(mm_);
}

TEST_F(InAtomicContext, ALookAtAnAddressSpaceLeavesALegalWayOut) {
    mmgrab(mm_);
    {
        const AtomicContext context;
        std::optional<ARef<MmWithUser>> user = Mm::from_raw(mm_).mmget_not_zero();
        ASSERT_TRUE(user.has_value());
        EXPECT_NE((*user)->address_space(), nullptr);
        const ARef<MmWithUserAsync> leaving = MmWithUser::into_mmput_async(*std::move(user));
    }
    mmput(mm_);
    mmdrop(mm_);
}

TEST_F(InAtomicContext, TheLastUserMayBePutDeferred) {
    const HoldAsyncTeardowns held;
    const AtomicContext context;
    mmput_async(mm_);
    EXPECT_EQ(teardowns_.number(), 0U) << "torn down in a context that may not sleep";
}

TEST_F(InAtomicContext, TheLastARefThatDefersMayBeDropped) {
    const HoldAsyncTeardowns held;
    const AtomicContext context;
    { const auto user = ARef<MmWithUserAsync>::from_raw(mm_); }
    EXPECT_EQ(teardowns_.number(), 0U);
}

TEST_F(InAtomicContext, AnARefThatDefersMayBeReplaced) {
    mmget(mm_);
    const HoldAsyncTeardowns held;
    const AtomicContext context;
    auto user = ARef<MmWithUserAsync>::from_raw(mm_);
    user = ARef<MmWithUserAsync>::from_raw(mm_);
    EXPECT_EQ(read_counters(mm_), (Counters{1, 1}));
}

TEST_F(InAtomicContext, AGrabMayBeDroppedEvenTheLast) {
    mmgrab(mm_);
    mmgrab(mm_);
    mmput(mm_);
    const AtomicContext context;
    mmdrop(mm_);
    Mm::dec_ref(mm_);
}

TEST_F(InAtomicContext, ReferencesMayMoveAndChangeOwners) {
    std::optional<ARef<Mm>> grab;
    {
        const AtomicContext context;
        ARef<Mm> taken(Mm::from_raw(mm_));
        grab.emplace(std::move(taken));
        const Mm* const raw = ARef<Mm>::into_raw(*std::move(grab));
        grab = ARef<Mm>::from_raw(raw);
    }
    mmput(mm_);
}

TEST_F(InAtomicContext, AnotherThreadMaySleep) {
    const AtomicContext context;
    std::thread([this] { mmput(mm_); }).join();
    EXPECT_EQ(watch_.frees(), 1U);
}

TEST_F(InAtomicContext, TheWorkerMaySleepWhateverItsCallerMayNot) {
    mm_struct* const other = mm_alloc();
    mm_struct* const outer = mm_alloc(std::make_unique<tests::ObservedSpace>([this, other] {
        mmput(other);
        mmput(mm_);
    }));
    const AtomicContext context;
    mmput_async(outer);
}

TEST_F(InAtomicContext, NothingIsLeftOnceItEnds) {
    {
        const AtomicContext outer;
        { const AtomicContext inner; }
    }
    mmput(mm_);
}

}  // namespace
}  // namespace mm
