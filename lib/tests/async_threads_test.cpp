// Many threads that queue at once: nothing is lost, nothing runs twice, and the worker sees what
// each of them wrote.
#include <gtest/gtest.h>

#include <array>
#include <atomic>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <numeric>

#include "mm/mm.hpp"
#include "support/concurrent_work.hpp"
#include "support/races.hpp"

namespace mm {
namespace {

using tests::live_many_lives_at_once;
using tests::on_all_threads;
using tests::race_for_the_end;
using tests::worker_threads;

TEST(AsyncThreads, QueueManyLivesAtOnce) {
    live_many_lives_at_once(
        2'000,
        [](mm_struct* mm, std::size_t thread, std::size_t life) {
            mmput_async(mm);
            if (thread == 0 && life % 100 == 0) flush_mmput_async();
        },
        [] { flush_mmput_async(); });
}

// Some of the last users leave by mmput and some by mmput_async, while others try to become users.
TEST(AsyncThreads, RaceForTheEnd) {
    race_for_the_end(
        [](mm_struct* mm, int number) {
            if (number % 2 == 0) mmput_async(mm);
            if (number % 2 != 0) mmput(mm);
        },
        [] { flush_mmput_async(); });
}

/// One plain field for each thread, summed on the worker.
class SummedSpace final : public AddressSpace {
 public:
    explicit SummedSpace(std::uint64_t& seen) : seen_(seen) {}
    ~SummedSpace() override { seen_ = std::accumulate(fields.begin(), fields.end(), seen_); }

    std::array<std::uint64_t, worker_threads> fields{};

 private:
    std::uint64_t& seen_;
};

// Visibility.teardown on the way over the queue: a race where a memory order is missing.
TEST(AsyncThreads, TeardownSeesWhatEveryUserWrote) {
    constexpr int lives = 200;
    constexpr std::uint64_t sum_of_all = worker_threads * (worker_threads + 1) / 2;
    for (int life = 0; life != lives; ++life) {
        std::uint64_t seen = 0;
        mm_struct* const mm =
            mm_alloc(std::make_unique<SummedSpace>(seen), {.users = worker_threads});
        on_all_threads([mm](std::size_t thread) {
            const auto user = MmWithUser::into_mmput_async(ARef<MmWithUser>::from_raw(mm));
            static_cast<SummedSpace*>(user->address_space())->fields[thread] = thread + 1;
        });
        flush_mmput_async();
        ASSERT_EQ(seen, sum_of_all);
    }
}

// Teardowns of one process never overlap: a plain number is enough to count them.
TEST(AsyncThreads, TeardownsRunOneAfterTheOther) {
    constexpr std::size_t lives_each = 500;
    std::size_t number = 0;
    class Counting final : public AddressSpace {
     public:
        explicit Counting(std::size_t& counted) : counted_(counted) {}
        ~Counting() override { ++counted_; }

     private:
        std::size_t& counted_;
    };
    on_all_threads([&](std::size_t) {
        for (std::size_t life = 0; life != lives_each; ++life) {
            mmput_async(mm_alloc(std::make_unique<Counting>(number)));
            if (life % 50 == 0) flush_mmput_async();
        }
    });
    flush_mmput_async();
    EXPECT_EQ(number, lives_each * worker_threads);
}

}  // namespace
}  // namespace mm
