#include "mm/contracts/history.hpp"

#include <gtest/gtest.h>

#include <cstdint>
#include <thread>
#include <vector>

namespace mm::contracts {
namespace {

using spec::Operation;

TEST(History, RemembersOperationPlaceAndThread) {
    History history;
    history.remember(Operation::mmget, {"one.cpp", 12});
    std::uint32_t other = 0;
    std::thread([&] {
        other = thread_number();
        history.remember(Operation::mmput, {"two.cpp", 34});
    }).join();

    const std::vector<Step> steps = history.read();
    ASSERT_EQ(steps.size(), 2U);
    EXPECT_EQ(steps[0].operation, Operation::mmget);
    EXPECT_STREQ(steps[0].place.file, "one.cpp");
    EXPECT_EQ(steps[0].place.line, 12U);
    EXPECT_EQ(steps[0].thread, thread_number());
    EXPECT_EQ(steps[1].operation, Operation::mmput);
    EXPECT_STREQ(steps[1].place.file, "two.cpp");
    EXPECT_EQ(steps[1].place.line, 34U);
    EXPECT_EQ(steps[1].thread, other);
    EXPECT_NE(other, thread_number());
    EXPECT_EQ(history.forgotten(), 0U);
}

TEST(History, KeepsTheLastOnesOldestFirst) {
    History history;
    constexpr std::uint32_t number = History::depth + 5;
    for (std::uint32_t line = 1; line <= number; ++line) {
        history.remember(Operation::mmgrab, {"here.cpp", line});
    }
    const std::vector<Step> steps = history.read();
    ASSERT_EQ(steps.size(), History::depth);
    for (std::uint32_t index = 0; index != History::depth; ++index) {
        EXPECT_EQ(steps[index].place.line, number - History::depth + 1 + index);
    }
    EXPECT_EQ(history.forgotten(), 5U);
}

TEST(History, ForgetsEverythingForANewLife) {
    History history;
    for (std::uint32_t line = 0; line != 2 * History::depth; ++line) {
        history.remember(Operation::mmgrab, {"here.cpp", line});
    }
    history.clear();
    EXPECT_TRUE(history.read().empty());
    EXPECT_EQ(history.forgotten(), 0U);
}

TEST(History, CountsWhatManyThreadsRemember) {
    constexpr int threads = 4;
    constexpr int each = 1'000;
    History history;
    std::vector<std::thread> running;
    for (int thread = 0; thread != threads; ++thread) {
        running.emplace_back([&] {
            for (int round = 0; round != each; ++round) history.remember(Operation::mmget, {});
        });
    }
    for (std::thread& thread : running) thread.join();
    EXPECT_EQ(history.forgotten(), static_cast<std::uint64_t>(threads) * each - History::depth);
    EXPECT_EQ(history.read().size(), History::depth);
}

}  // namespace
}  // namespace mm::contracts
