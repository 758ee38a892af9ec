// A user's own type with two counts: whole lives, alone and on many threads.
#include <gtest/gtest.h>

#include <functional>
#include <memory>
#include <optional>
#include <ostream>
#include <stdexcept>
#include <type_traits>
#include <utility>

#include "mm/mm.hpp"
#include "support/concurrent_work.hpp"
#include "support/note.hpp"

namespace mm {
namespace {

using tests::Ends;
using tests::Note;
using tests::on_all_threads;
using NoteInUse = InUse<Note>;

static_assert(AlwaysRefCounted<Note> && AlwaysRefCounted<NoteInUse>);
static_assert(sizeof(NoteInUse) == sizeof(Note), "being in use is a view, and costs nothing");
static_assert(sizeof(ARef<NoteInUse>) == sizeof(void*));
static_assert(!std::is_constructible_v<ARef<Note>, ARef<NoteInUse>> &&
                  !std::is_constructible_v<ARef<NoteInUse>, ARef<Note>>,
              "a conversion between the tiers would give up a reference of the other count");
static_assert(!std::is_destructible_v<Note> && !std::is_destructible_v<NoteInUse>);

class OwnType : public testing::Test {
 protected:
    void expect(Counters expected) const {
        const Counters found = read_counters(object_);
        EXPECT_EQ(found.users, expected.users);
        EXPECT_EQ(found.count, expected.count);
        EXPECT_EQ(ends_.contents(), expected.users == 0 ? 1U : 0U);
        EXPECT_EQ(ends_.notes(), 0U);
    }
    void expect_deleted() const {
        EXPECT_EQ(ends_.contents(), 1U);
        EXPECT_EQ(ends_.notes(), 1U);
    }

    Ends ends_;
    std::optional<ARef<NoteInUse>> user_ = Note::make(ends_);
    const NoteInUse* object_ = user_->get();
};

TEST_F(OwnType, EndsWithItsOnlyUser) {
    expect({1, 1});
    EXPECT_EQ((*user_)->title, "title");
    EXPECT_EQ((*user_)->contents().text(), "words");
    user_.reset();
    expect_deleted();
}

TEST_F(OwnType, AGrabKeepsTheObjectAndNotItsContents) {
    {
        const ARef<Note> grab(**user_);
        expect({1, 2});
        user_.reset();
        expect({0, 1});
        EXPECT_EQ(grab->title, "title");
        EXPECT_FALSE(grab->get_not_zero().has_value());
        EXPECT_FALSE(grab->get_not_zero().has_value()) << "for good";
        expect({0, 1});
    }
    expect_deleted();
}

TEST_F(OwnType, UsersShareTheContents) {
    const ARef<Note> grab(**user_);
    {
        const auto another = grab->get_not_zero();
        ASSERT_TRUE(another.has_value());
        EXPECT_EQ(*another, *user_);
        expect({2, 2});
        (*another)->contents().add(", more words");
    }
    EXPECT_EQ((*user_)->contents().text(), "words, more words");
    expect({1, 2});
}

TEST_F(OwnType, RawCodeCountsOnEachTier) {
    object_->inc_ref();
    expect({2, 1});
    object_->Note::inc_ref();
    expect({2, 2});
    NoteInUse::dec_ref(object_);
    expect({1, 2});
    user_.reset();
    expect({0, 1});
    Note::dec_ref(object_);
    expect_deleted();
}

TEST_F(OwnType, RawCodeAndARefsHandOverToEachOther) {
    const NoteInUse* const raw = ARef<NoteInUse>::into_raw(*std::move(user_));
    expect({1, 1});
    user_ = ARef<NoteInUse>::from_raw(raw);
    expect({1, 1});
    object_->Note::inc_ref();
    const auto grab = ARef<Note>::from_raw(object_);
    expect({1, 2});
}

/// Contents that look at the object from their destructor.
struct Watching {
    std::function<void()> at_teardown;
    ~Watching() { at_teardown(); }
};
class Watched : public TwoTierCounted<Watched, Watching> {
 protected:
    explicit Watched(std::function<void()> at_teardown)
        : TwoTierCounted(std::in_place, Watching{std::move(at_teardown)}) {}
    ~Watched() = default;
};

// Teardown.order: users is zero for good, and the users' count is still there.
TEST(OwnTypeContents, AreDestroyedBetweenTheLastUserAndTheUsersCount) {
    const Watched* watched = nullptr;
    std::optional<Counters> seen;
    bool revived = false;
    {
        const auto user = make_counted<Watched>().with([&] {
            if (watched == nullptr) return;  // a temporary of its construction
            seen = read_counters(watched);
            revived = watched->get_not_zero().has_value();
        });
        watched = user.get();
    }
    ASSERT_TRUE(seen.has_value());
    EXPECT_EQ(*seen, (Counters{0, 1}));
    EXPECT_FALSE(revived);
}

class Failing : public TwoTierCounted<Failing, std::unique_ptr<int>> {
 protected:
    explicit Failing(int* contents) : TwoTierCounted(std::in_place, contents) {
        throw std::runtime_error("no");
    }
    ~Failing() = default;
};

TEST(OwnTypeContents, GoWithAConstructorThatThrows) {
    // The address sanitizer would tell of a leak.
    EXPECT_THROW(
        static_cast<void>(make_counted<Failing>().with(std::make_unique<int>(1).release())),
        std::runtime_error);
}

TEST(OwnTypeThreads, CountTogether) {
    constexpr int rounds_each = MMSPEC_CHECKED != 0 ? 2'000 : 20'000;
    Ends ends;
    {
        const auto user = Note::make(ends);
        const ARef<Note> grab(*user);
        on_all_threads([&](std::size_t) {
            for (int round = 0; round != rounds_each; ++round) {
                const ARef<Note> kept = grab;
                const auto upgraded = kept->get_not_zero();
                ASSERT_TRUE(upgraded.has_value());
                const ARef<NoteInUse> cloned = *upgraded;
                ASSERT_EQ(cloned->contents().text(), "words");
            }
        });
        EXPECT_EQ(read_counters(user.get()), (Counters{1, 2}));
    }
    EXPECT_EQ(ends.contents(), 1U);
    EXPECT_EQ(ends.notes(), 1U);
}

// The last user leaves while others try to become users.
TEST(OwnTypeThreads, RaceForTheEnd) {
    constexpr unsigned lives = 300;
    Ends ends;
    for (unsigned life = 0; life != lives; ++life) {
        std::optional<ARef<NoteInUse>> user = Note::make(ends);
        std::optional<ARef<Note>> grab(**user);
        on_all_threads([&](std::size_t thread) {
            const ARef<Note> kept = *grab;
            if (thread == 0) user.reset();
            for (int attempt = 0; attempt != 20; ++attempt) {
                if (const auto upgraded = kept->get_not_zero()) {
                    EXPECT_EQ((*upgraded)->contents().text(), "words");
                }
            }
        });
        ASSERT_FALSE((*grab)->get_not_zero().has_value());
        ASSERT_EQ(ends.contents(), life + 1);
        ASSERT_EQ(ends.notes(), life);
        grab.reset();
        ASSERT_EQ(ends.notes(), life + 1);
    }
}

TEST(KeptOwnType, HasTheSameCounts) {
    Ends ends;
    const ARef<NoteInUse> user = Note::make(ends);
    keep_until_exit(user.get());
    EXPECT_EQ(read_counters(user.get()), (Counters{1, 1}));
}

}  // namespace
}  // namespace mm
