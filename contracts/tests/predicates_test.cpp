#include "mm/contracts/predicates.hpp"

#include <gtest/gtest.h>

#include "mm/contracts/verdict.hpp"

namespace mm::contracts {
namespace {

TEST(Predicates, TheStructIsKeptByACount) {
    EXPECT_TRUE(struct_is_kept({0, 1, true}));
    EXPECT_FALSE(struct_is_kept({1, 0, false}));
}

TEST(Predicates, UsersAreKeptByAUserBeforeTheEnd) {
    EXPECT_TRUE(users_are_kept({1, 1, false}));
    EXPECT_FALSE(users_are_kept({0, 1, false}));
    EXPECT_FALSE(users_are_kept({1, 1, true}));
}

TEST(Predicates, ThereIsRoomBelowTheLimit) {
    EXPECT_TRUE(has_room(1));
    EXPECT_TRUE(has_room(count_limit - 2)) << "the result is still below the limit";
    EXPECT_FALSE(has_room(count_limit - 1)) << "the result would be the limit";
    EXPECT_FALSE(has_room(count_limit));
}

TEST(Predicates, OneIsTakenWhereThereIsOne) {
    EXPECT_TRUE(took_one({1, 2}));
    EXPECT_FALSE(took_one({0, 1})) << "from nothing";
    EXPECT_FALSE(took_one({1, 1}));
    EXPECT_FALSE(took_one({1, 3}));
}

TEST(Predicates, OneIsGivenUpWhereThereIsOne) {
    EXPECT_TRUE(gave_up_one({1, 0}));
    EXPECT_TRUE(gave_up_one({7, 6}));
    EXPECT_FALSE(gave_up_one({0, ~std::uint64_t{0}})) << "below nothing";
    EXPECT_FALSE(gave_up_one({2, 0}));
    EXPECT_FALSE(gave_up_one({2, 2}));
}

TEST(Verdict, SaysWhyItRefuses) {
    EXPECT_FALSE(Verdict::granted().is_refused());
    const Verdict refused = Verdict::refused(spec::Clause::owned_release, "cause", "cure");
    EXPECT_TRUE(refused.is_refused());
    EXPECT_EQ(refused.clause(), spec::Clause::owned_release);
    EXPECT_STREQ(refused.cause(), "cause");
    EXPECT_STREQ(refused.cure(), "cure");
}

}  // namespace
}  // namespace mm::contracts
