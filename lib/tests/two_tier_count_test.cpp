// TwoTierCount with a user's own type, and the words that each operation returns.
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "mm/two_tier_count.hpp"
#include "mm/variant.h"

namespace mm {
namespace {

/// A type of the test whose contents and object only say what happens to them.
class Item {
 public:
    explicit Item(std::uint64_t users = 1, std::uint64_t grabs = 0) : counts(users, grabs) {}

    TwoTierCount::Put put() {
        return counts.put([this]() noexcept { events += "teardown "; },
                          [this]() noexcept { events += "free "; });
    }
    TwoTierCount::Dropped drop() {
        return counts.drop([this]() noexcept { events += "free "; });
    }

    TwoTierCount counts;
    std::string events;
};

TEST(TwoTierCount, StartsWithOneCountForTheUsers) {
    const Item item(3, 2);
    EXPECT_EQ(item.counts.read_users(), 3U);
    EXPECT_EQ(item.counts.read_count(), 3U);
}

TEST(TwoTierCount, ReturnsTheWordsThatItsStepsSaw) {
    Item item;
    EXPECT_EQ(item.counts.grab(), 1U);
    EXPECT_EQ(item.counts.get(), 1U);

    const TwoTierCount::Upgrade upgrade = item.counts.upgrade();
    EXPECT_TRUE(upgrade.upgraded);
    EXPECT_EQ(upgrade.users_before, 2U);

    const TwoTierCount::Put put = item.put();
    EXPECT_EQ(put.users_before, 3U);
    EXPECT_FALSE(put.ended);
    EXPECT_FALSE(put.owned_users_count);
    EXPECT_EQ(item.events, "");

    item.put();
    const TwoTierCount::Put last = item.put();
    EXPECT_EQ(last.users_before, 1U);
    EXPECT_TRUE(last.ended);
    EXPECT_TRUE(last.owned_users_count);
    EXPECT_EQ(last.dropped.count_before, 2U);
    EXPECT_FALSE(last.dropped.freed);
    EXPECT_EQ(item.events, "teardown ");

    const TwoTierCount::Upgrade late = item.counts.upgrade();
    EXPECT_FALSE(late.upgraded);
    EXPECT_TRUE(StickyCount::closed(late.users_before));

    const TwoTierCount::Dropped dropped = item.drop();
    EXPECT_EQ(dropped.count_before, 1U);
    EXPECT_TRUE(dropped.freed);
    EXPECT_EQ(item.events, "teardown free ");
}

TEST(TwoTierCount, TearsDownAndThenFreesInTheLastPut) {
    Item item;
    const TwoTierCount::Put put = item.put();
    EXPECT_TRUE(put.ended);
    EXPECT_TRUE(put.dropped.freed);
    EXPECT_EQ(item.events, "teardown free ");
}

TEST(TwoTierCount, StaysClosedUnderFailedUpgrades) {
    Item item;
    item.counts.grab();
    item.put();
    for (int attempt = 0; attempt != 1000; ++attempt) {
        EXPECT_FALSE(item.counts.upgrade().upgraded);
    }
    EXPECT_EQ(item.counts.read_count(), 1U) << "a failed upgrade leaves the count alone";
    EXPECT_EQ(item.events, "teardown ");
}

TEST(StickyCount, ClosesOnceAndOnlyAtZero) {
    StickyCount users(1);
    EXPECT_FALSE(users.close()) << "there is a user";
    EXPECT_EQ(users.decrement(), 1U);
    EXPECT_TRUE(users.close());
    EXPECT_FALSE(users.close()) << "by one call only";
    EXPECT_TRUE(StickyCount::closed(users.read()));
    EXPECT_TRUE(StickyCount::closed(users.increment()));
    EXPECT_TRUE(StickyCount::closed(users.read()));
}

TEST(StickyCount, IsOpenAgainAfterARescue) {
    StickyCount users(1);
    users.decrement();
    EXPECT_EQ(users.increment(), 0U);
    EXPECT_FALSE(users.close()) << "a rescue came first";
    EXPECT_FALSE(StickyCount::closed(users.read()));
}

static_assert(!StickyCount::closed(0));
static_assert(!StickyCount::closed(StickyCount::zero_flag - 1));
static_assert(StickyCount::closed(StickyCount::zero_flag));
static_assert(StickyCount::closed(StickyCount::zero_flag + 1));

}  // namespace
}  // namespace mm
