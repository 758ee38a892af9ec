// Whole lives of an mm, with both counters after each step.
#include <gtest/gtest.h>

#include <memory>
#include <optional>
#include <thread>
#include <utility>

#include "mm/mm.hpp"
#include "support/contents.hpp"
#include "support/free_watch.hpp"

namespace mm {

// Shown in GoogleTest's messages.
void PrintTo(const Counters& counters, std::ostream* out) {
    *out << "users " << counters.users << ", count " << counters.count;
}

namespace {

using tests::FreeWatch;
using tests::ObservedSpace;
using tests::Teardowns;

class Life : public testing::Test {
 protected:
    ~Life() override {
        EXPECT_EQ(teardowns_.number(), 1U) << "torn down exactly once";
        EXPECT_EQ(watch_.frees(), 1U) << "freed exactly once";
    }

    void expect(std::uint64_t users, std::uint64_t count) const {
        EXPECT_EQ(read_counters(mm_), (Counters{users, count}));
        EXPECT_EQ(teardowns_.number(), users == 0 ? 1U : 0U);
        EXPECT_EQ(watch_.frees(), 0U);
    }

    Teardowns teardowns_;
    mm_struct* mm_ = mm_alloc(teardowns_.contents());
    FreeWatch watch_{mm_};
};

TEST_F(Life, OfOneUser) {
    expect(1, 1);
    mmput(mm_);
}

TEST_F(Life, OfManyRawUsers) {
    mmget(mm_);
    expect(2, 1);
    mmget(mm_);
    expect(3, 1);
    mmput(mm_);
    expect(2, 1);
    EXPECT_TRUE(mmget_not_zero(mm_));
    expect(3, 1);
    mmput(mm_);
    mmput(mm_);
    expect(1, 1);
    mmput(mm_);
}

TEST_F(Life, AGrabKeepsTheStructAndNotTheContents) {
    mmgrab(mm_);
    expect(1, 2);
    mmgrab(mm_);
    expect(1, 3);
    mmput(mm_);
    expect(0, 2);
    EXPECT_FALSE(mmget_not_zero(mm_));
    EXPECT_FALSE(mmget_not_zero(mm_)) << "for good";
    expect(0, 2);
    mmdrop(mm_);
    expect(0, 1);
    mmdrop(mm_);
}

TEST_F(Life, GrabsComeAndGoUnderAUser) {
    mmgrab(mm_);
    mmdrop(mm_);
    expect(1, 1);
    mmput(mm_);
}

TEST_F(Life, OfReferencesThatOwnThemselves) {
    std::optional<ARef<MmWithUser>> user = ARef<MmWithUser>::from_raw(mm_);
    expect(1, 1);
    std::optional<ARef<Mm>> grab(**user);
    expect(1, 2);
    {
        const std::optional<ARef<MmWithUser>> upgraded = (*grab)->mmget_not_zero();
        ASSERT_TRUE(upgraded.has_value());
        EXPECT_EQ(*upgraded, *user);
        expect(2, 2);
        const ARef<MmWithUser> cloned = *upgraded;
        expect(3, 2);
    }
    expect(1, 2);
    user.reset();
    expect(0, 1);
    EXPECT_FALSE((*grab)->mmget_not_zero().has_value());
    EXPECT_FALSE((*grab)->mmget_not_zero().has_value()) << "for good";
    expect(0, 1);
    const ARef<Mm> last = std::move(*grab);
    grab.reset();
    expect(0, 1);
}

TEST_F(Life, OfTheClassesWithRawOwners) {
    const Mm& mm = Mm::from_raw(mm_);
    mm.inc_ref();
    expect(1, 2);
    const MmWithUser& user = MmWithUser::from_raw(mm_);
    user.inc_ref();
    expect(2, 2);
    static_cast<const Mm&>(user).inc_ref();
    expect(2, 3);
    MmWithUser::dec_ref(&user);
    MmWithUser::dec_ref(&user);
    expect(0, 2);
    Mm::dec_ref(&mm);
    expect(0, 1);
    Mm::dec_ref(&mm);
}

TEST_F(Life, RawCodeAndARefsHandOverToEachOther) {
    mmget(mm_);
    mmgrab(mm_);
    auto user = ARef<MmWithUser>::from_raw(&MmWithUser::from_raw(mm_));
    auto grab = ARef<Mm>::from_raw(mm_);
    expect(2, 2);
    mmput(user->as_raw());
    expect(1, 2);
    const Mm* const raw_grab = ARef<Mm>::into_raw(std::move(grab));
    const MmWithUser* const raw_user = ARef<MmWithUser>::into_raw(std::move(user));
    expect(1, 2);
    mmput(raw_user->as_raw());
    expect(0, 1);
    mmdrop(raw_grab->as_raw());
}

TEST_F(Life, NamesAreTheSameInEveryForm) {
    const Mm& mm = Mm::from_raw(mm_);
    const MmWithUser& user = MmWithUser::from_raw(mm_);
    EXPECT_EQ(mm.as_raw(), mm_);
    EXPECT_EQ(user.as_raw(), mm_);
    EXPECT_EQ(&Mm::from_raw(mm.as_raw()), &mm);
    EXPECT_EQ(&MmWithUser::from_raw(user.as_raw()), &user);
    EXPECT_EQ(&mm, static_cast<const Mm*>(&user));
    expect(1, 1);
    mmput(mm_);
}

TEST_F(Life, AReferenceMayBeGivenUpOnAnotherThread) {
    mmgrab(mm_);
    std::thread([this] { mmput(mm_); }).join();
    expect(0, 1);
    std::thread([this] { mmdrop(mm_); }).join();
}

TEST(Alloc, StartsWithTheReferencesAskedFor) {
    Teardowns teardowns;
    mm_struct* const mm = mm_alloc(teardowns.contents(), {.users = 3, .grabs = 2});
    const FreeWatch watch(mm);
    EXPECT_EQ(read_counters(mm), (Counters{3, 3}));
    for (int user = 0; user != 3; ++user) mmput(mm);
    EXPECT_EQ(read_counters(mm), (Counters{0, 2}));
    mmdrop(mm);
    EXPECT_EQ(watch.frees(), 0U);
    mmdrop(mm);
    EXPECT_EQ(watch.frees(), 1U);
    EXPECT_EQ(teardowns.number(), 1U);
}

TEST(Alloc, WorksWithoutContents) {
    mm_struct* const mm = mm_alloc();
    const FreeWatch watch(mm);
    EXPECT_EQ(MmWithUser::from_raw(mm).address_space(), nullptr);
    mmput(mm);
    EXPECT_EQ(watch.frees(), 1U);
}

TEST(Contents, AreReachedThroughAUser) {
    Teardowns teardowns;
    std::unique_ptr<AddressSpace> contents = teardowns.contents();
    const AddressSpace* const given = contents.get();
    mm_struct* const mm = mm_alloc(std::move(contents));
    EXPECT_EQ(MmWithUser::from_raw(mm).address_space(), given);
    const auto user = ARef<MmWithUser>::from_raw(mm);
    EXPECT_EQ(user->address_space(), given);
}

// Teardown.order: users is zero for good, and the users' count is still there.
TEST(Contents, AreDestroyedBetweenTheLastUserAndTheUsersCount) {
    mm_struct* mm = nullptr;
    std::optional<Counters> seen;
    bool revived = false;
    std::thread::id thread;
    mm = mm_alloc(std::make_unique<ObservedSpace>([&] {
        seen = read_counters(mm);
        revived = mmget_not_zero(mm);
        thread = std::this_thread::get_id();
    }));
    const FreeWatch watch(mm);
    mmput(mm);
    ASSERT_TRUE(seen.has_value());
    EXPECT_EQ(*seen, (Counters{0, 1}));
    EXPECT_FALSE(revived);
    EXPECT_EQ(thread, std::this_thread::get_id()) << "on the thread of the last put";
    EXPECT_EQ(watch.frees(), 1U);
}

// The last grab may be given up while the address space is being torn down.
TEST(Contents, MayDropTheLastGrabInTheirDestructor) {
    mm_struct* mm = nullptr;
    unsigned frees_during = 1;
    std::optional<FreeWatch> watch;
    mm = mm_alloc(std::make_unique<ObservedSpace>([&] {
        mmdrop(mm);
        frees_during = watch->frees();
    }));
    watch.emplace(mm);
    mmgrab(mm);
    mmput(mm);
    EXPECT_EQ(frees_during, 0U);
    EXPECT_EQ(watch->frees(), 1U);
}

}  // namespace
}  // namespace mm
