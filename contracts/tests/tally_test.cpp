#include "mm/contracts/tally.hpp"

#include <gtest/gtest.h>

#include <atomic>
#include <cstdint>
#include <latch>
#include <set>
#include <thread>
#include <vector>

#include "mm/contracts/thread_number.hpp"

namespace mm::contracts {
namespace {

[[nodiscard]] std::uint64_t number_of(const Tally& tally, spec::Clause clause) {
    return tally[static_cast<std::size_t>(clause)];
}

TEST(Tally, CountsEachClauseApart) {
    const Tally before = judgements();
    judged(spec::Clause::owned_alive);
    judged(spec::Clause::owned_alive);
    judged(spec::Clause::bound_limit);
    Tally expected = before;
    expected[static_cast<std::size_t>(spec::Clause::owned_alive)] += 2;
    expected[static_cast<std::size_t>(spec::Clause::bound_limit)] += 1;
    EXPECT_EQ(judgements(), expected);
}

// Two threads that count in the same row, as threads do whose numbers are 64 apart.
TEST(Tally, IsExactWhereThreadsShareARow) {
    constexpr std::uint32_t rows = 64;
    constexpr std::uint64_t each = 5'000'000;
    const Tally before = judgements();
    std::latch both_are_numbered(2);
    std::atomic<std::uint32_t> first_number{0};
    const auto count = [&] {
        both_are_numbered.arrive_and_wait();
        for (std::uint64_t round = 0; round != each; ++round) judged(spec::Clause::count_held);
    };
    std::thread first([&] {
        first_number = thread_number();
        count();
    });
    while (first_number == 0) std::this_thread::yield();
    for (std::uint32_t between = 1; between != rows; ++between) {
        std::thread([] { static_cast<void>(thread_number()); }).join();
    }
    std::thread second([&] {
        EXPECT_EQ(thread_number(), first_number + rows);
        count();
    });
    first.join();
    second.join();
    EXPECT_EQ(number_of(judgements(), spec::Clause::count_held) -
                  number_of(before, spec::Clause::count_held),
              2 * each);
}

TEST(ThreadNumber, StaysAndDiffers) {
    constexpr std::size_t threads = 20;
    std::vector<std::uint32_t> numbers(threads);
    std::vector<std::thread> running;
    for (std::size_t thread = 0; thread != threads; ++thread) {
        running.emplace_back([&own = numbers[thread]] {
            own = thread_number();
            EXPECT_EQ(own, thread_number());
        });
    }
    for (std::thread& thread : running) thread.join();
    const std::set<std::uint32_t> different(numbers.begin(), numbers.end());
    EXPECT_EQ(different.size(), threads);
    EXPECT_EQ(different.count(thread_number()), 0U);
    EXPECT_EQ(different.count(0), 0U) << "numbers start at 1";
}

}  // namespace
}  // namespace mm::contracts
