// Visibility.teardown and Visibility.free: what a thread wrote under its reference is seen by the
// thread that ends the life. Plain fields, each of one thread: ThreadSanitizer reports a race where
// a memory order is missing; without it only a wrong sum would show.
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <numeric>

#include "mm/mm.hpp"
#include "support/concurrent_work.hpp"

namespace mm {
namespace {

using tests::on_all_threads;
using tests::worker_threads;

constexpr int lives = 200;

/// One plain field for each thread, summed at the end by whichever thread comes last.
using Fields = std::array<std::uint64_t, worker_threads>;
constexpr std::uint64_t sum_of_all = worker_threads * (worker_threads + 1) / 2;

[[nodiscard]] std::uint64_t sum(const Fields& fields) {
    return std::accumulate(fields.begin(), fields.end(), std::uint64_t{0});
}

class SharedSpace final : public AddressSpace {
 public:
    explicit SharedSpace(std::uint64_t& seen) : seen_(seen) {}
    ~SharedSpace() override { seen_ = sum(fields); }

    Fields fields{};

 private:
    std::uint64_t& seen_;
};

TEST(Visibility, TeardownSeesWhatEveryUserWrote) {
    for (int life = 0; life != lives; ++life) {
        std::uint64_t seen = 0;
        mm_struct* const mm =
            mm_alloc(std::make_unique<SharedSpace>(seen), {.users = worker_threads});
        on_all_threads([mm](std::size_t thread) {
            const auto user = ARef<MmWithUser>::from_raw(mm);
            static_cast<SharedSpace*>(user->address_space())->fields[thread] = thread + 1;
        });
        ASSERT_EQ(seen, sum_of_all);
    }
}

// Users that were taken by an upgrade, so that rescues are among them.
TEST(Visibility, TeardownSeesWhatUpgradedUsersWrote) {
    for (int life = 0; life != lives; ++life) {
        std::uint64_t seen = 0;
        std::array<bool, worker_threads> wrote{};
        mm_struct* const mm =
            mm_alloc(std::make_unique<SharedSpace>(seen), {.users = 1, .grabs = worker_threads});
        on_all_threads([&](std::size_t thread) {
            if (thread == worker_threads / 2) mmput(mm);
            const auto grab = ARef<Mm>::from_raw(mm);
            if (const auto user = grab->mmget_not_zero()) {
                static_cast<SharedSpace*>((*user)->address_space())->fields[thread] = 1;
                wrote[thread] = true;
            }
        });
        const auto writers =
            static_cast<std::uint64_t>(std::count(wrote.begin(), wrote.end(), true));
        ASSERT_EQ(seen, writers);
    }
}

/// A user's own type whose fields lie in the object itself, which grabs keep.
class Record {
 public:
    explicit Record(std::uint64_t& seen) : counts_(1, worker_threads), seen_(seen) {}
    Record(const Record&) = delete;
    Record& operator=(const Record&) = delete;

    void put() {
        counts_.put([]() noexcept {}, [this]() noexcept { delete this; });
    }
    void drop() {
        counts_.drop([this]() noexcept { delete this; });
    }

    Fields fields{};

 private:
    ~Record() { seen_ = sum(fields); }

    TwoTierCount counts_;
    std::uint64_t& seen_;
};

TEST(Visibility, FreeSeesWhatWasWrittenUnderEveryGrab) {
    for (int life = 0; life != lives; ++life) {
        std::uint64_t seen = 0;
        auto* const record = new Record(seen);
        record->put();
        on_all_threads([record](std::size_t thread) {
            record->fields[thread] = thread + 1;
            record->drop();
        });
        ASSERT_EQ(seen, sum_of_all);
    }
}

// The struct's own memory: reads under a grab, then the free by whoever drops last.
TEST(Visibility, FreeComesAfterEveryUseOfTheStruct) {
    for (int life = 0; life != lives; ++life) {
        std::uint64_t seen = 0;
        mm_struct* const mm =
            mm_alloc(std::make_unique<SharedSpace>(seen), {.users = 1, .grabs = worker_threads});
        on_all_threads([mm](std::size_t thread) {
            const auto grab = ARef<Mm>::from_raw(mm);
            if (thread == 0) mmput(mm);
            EXPECT_EQ(grab->as_raw(), mm);
            EXPECT_GE(read_counters(mm).count, 1U);
        });
    }
}

}  // namespace
}  // namespace mm
