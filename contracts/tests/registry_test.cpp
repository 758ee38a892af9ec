#include "mm/contracts/registry.hpp"

#include <gtest/gtest.h>

#include <cstddef>
#include <memory>
#include <set>
#include <thread>
#include <vector>

namespace mm::contracts {
namespace {

// As far apart as mm_structs from the allocator; the registry follows no pointer.
struct alignas(64) Body {
    std::byte bytes[64];
};

// Each test has addresses of its own: the registry forgets none.
using Bodies = std::unique_ptr<Body[]>;

[[nodiscard]] Bodies bodies(std::size_t number) {
    return Bodies(new Body[number]);
}

TEST(Registry, KnowsNothingOfNullAndStrangers) {
    const Bodies strangers = bodies(1);
    EXPECT_EQ(find_subject(nullptr), nullptr);
    EXPECT_EQ(find_subject(strangers.get()), nullptr);
}

TEST(Registry, RecordsWhatTheCreatorOwns) {
    static const Bodies body = bodies(1);
    Subject& subject = enroll(body.get(), 2, 5, {"somewhere.cpp", 11});
    EXPECT_EQ(find_subject(body.get()), &subject);
    EXPECT_EQ(subject.phase.load(), Phase::live);
    EXPECT_EQ(subject.generation.load(), 1U);
    EXPECT_EQ(subject.users.read(), (Owned{2, 0}));
    EXPECT_EQ(subject.grabs.read(), (Owned{5, 0}));
    EXPECT_STREQ(subject.allocated.place().file, "somewhere.cpp");
    EXPECT_EQ(subject.allocated.place().line, 11U);
    EXPECT_EQ(subject.allocated.thread(), thread_number());
    EXPECT_EQ(find_subject(body.get()[0].bytes + 1), nullptr) << "an address inside is another";
}

TEST(Registry, RecognisesAStalePointer) {
    static const Bodies body = bodies(1);
    enroll(body.get(), 1, 0, {}).phase.store(Phase::freed);
    Subject* const found = find_subject(body.get());
    ASSERT_NE(found, nullptr);
    EXPECT_EQ(found->phase.load(), Phase::freed);
}

TEST(Registry, StartsAgainWhereAnAddressIsReused) {
    static const Bodies body = bodies(1);
    Subject& first = enroll(body.get(), 1, 0, {"first.cpp", 1});
    first.users.gained(Owner::aref);
    first.history.remember(spec::Operation::mmget, {"first.cpp", 2});
    first.freed.record({"first.cpp", 3});
    first.phase.store(Phase::freed);

    Subject& second = enroll(body.get(), 3, 4, {"second.cpp", 9});
    EXPECT_EQ(&second, &first);
    EXPECT_EQ(second.generation.load(), 2U);
    EXPECT_EQ(second.phase.load(), Phase::live);
    EXPECT_EQ(second.users.read(), (Owned{3, 0}));
    EXPECT_EQ(second.grabs.read(), (Owned{4, 0}));
    EXPECT_TRUE(second.history.read().empty());
    EXPECT_STREQ(second.allocated.place().file, "second.cpp");
    EXPECT_EQ(second.freed.place().file, nullptr);
}

// Ten times its first chunk: the records stay where they are while it grows.
TEST(Registry, HoldsTenThousandAtOnce) {
    constexpr std::uint32_t number = 10'000;
    static const Bodies body = bodies(number);
    std::vector<Subject*> subjects;
    for (std::uint32_t index = 0; index != number; ++index) {
        subjects.push_back(&enroll(&body[index], index + 1, 0, {}));
    }
    EXPECT_EQ(std::set<Subject*>(subjects.begin(), subjects.end()).size(), number);
    for (std::uint32_t index = 0; index != number; ++index) {
        ASSERT_EQ(find_subject(&body[index]), subjects[index]) << index;
        ASSERT_EQ(subjects[index]->users.read().raw, index + 1) << index;
    }
}

TEST(Registry, EnrollsOnManyThreadsAtOnce) {
    constexpr std::size_t threads = 8;
    constexpr std::size_t each = 1'000;
    static const Bodies body = bodies(threads * each);
    std::vector<std::thread> running;
    for (std::size_t thread = 0; thread != threads; ++thread) {
        running.emplace_back([thread] {
            for (std::size_t index = thread * each; index != (thread + 1) * each; ++index) {
                enroll(&body[index], static_cast<std::uint32_t>(index), 0, {});
            }
        });
    }
    for (std::thread& thread : running) thread.join();
    std::set<Subject*> found;
    for (std::size_t index = 0; index != threads * each; ++index) {
        Subject* const subject = find_subject(&body[index]);
        ASSERT_NE(subject, nullptr) << index;
        ASSERT_EQ(subject->users.read().raw, index);
        found.insert(subject);
    }
    EXPECT_EQ(found.size(), threads * each);
}

}  // namespace
}  // namespace mm::contracts
