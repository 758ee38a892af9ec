// The violation handler: the default, its replacement, and where what it throws may go.
#include <gtest/gtest.h>

#include <csignal>
#include <optional>
#include <stdexcept>
#include <string>
#include <utility>

#include "mm/mm.hpp"
#include "support/document.hpp"
#include "support/scene.hpp"

namespace mm {
namespace {

using spec::Clause;
using tests::misuse_place;
using tests::Scene;

std::optional<Clause> told;

// Not local to its test, where g++ would see the null and warn of what the test does on purpose.
std::optional<ARef<tests::Document>> document;

void remember(const Violation& violation) {
    told = violation.clause;
}
void remember_and_throw(const Violation& violation) {
    told = violation.clause;
    throw std::runtime_error("from the handler");
}

class Handler : public testing::Test {
 protected:
    Handler() { told.reset(); }
    ~Handler() override { set_violation_handler(nullptr); }
};

TEST_F(Handler, IsReplacedAndGivenBack) {
    const ViolationHandler usual = set_violation_handler(remember);
    EXPECT_NE(usual, nullptr);
    EXPECT_EQ(set_violation_handler(remember_and_throw), &remember);
    EXPECT_EQ(set_violation_handler(nullptr), &remember_and_throw);
    EXPECT_EQ(set_violation_handler(usual), usual) << "null stands for the default";
}

using HandlerDeathTest = Handler;

TEST_F(HandlerDeathTest, PrintsTheReportAndAbortsByDefault) {
    GTEST_FLAG_SET(death_test_style, "threadsafe");
    EXPECT_EXIT(
        {
            const Scene scene;
            mmdrop(scene.mm, misuse_place);
        },
        testing::KilledBySignal(SIGABRT),
        "mmspec: Owned.release broken by mmdrop \\(refused, nothing changed\\)");
}

TEST_F(HandlerDeathTest, NamesThePlaceOfTheCallByItself) {
    GTEST_FLAG_SET(death_test_style, "threadsafe");
    EXPECT_EXIT(mmdrop(mm_alloc()), testing::KilledBySignal(SIGABRT), "handler_test.cpp:[0-9]+ on");
}

TEST_F(Handler, MayThrowOutOfARawCall) {
    const Scene scene;
    set_violation_handler(remember_and_throw);
    EXPECT_THROW(mmdrop(scene.mm), std::runtime_error);
    EXPECT_EQ(told, Clause::owned_release);
}

// An ARef that owns nothing can be made only from inside the library; no legal way leads there.
TEST_F(Handler, MayNotThrowOutOfADestructor) {
    const Scene scene;
    set_violation_handler(remember_and_throw);
    EXPECT_NO_THROW({ const ARef<Mm> orphan = internal::AlreadyOwned::by_aref<Mm>(scene.mm); });
    EXPECT_EQ(told, Clause::owned_release);
    EXPECT_EQ(inspect(scene.mm)->counters, (Counters{1, 1})) << "nothing changed";
}

// While another exception unwinds the stack, the checks of a drop are made all the same.
TEST_F(Handler, IsToldByADestructorDuringUnwinding) {
    const Scene scene;
    set_violation_handler(remember_and_throw);
    try {
        const ARef<Mm> orphan = internal::AlreadyOwned::by_aref<Mm>(scene.mm);
        throw std::logic_error("another");
    } catch (const std::logic_error&) {
    }
    EXPECT_EQ(told, Clause::owned_release);
}

TEST_F(Handler, SeesWhatIsKnownAtThatMoment) {
    static std::optional<Violation> seen;
    static std::string report;
    Scene scene;
    scene.take_grab();
    set_violation_handler([](const Violation& violation) {
        seen = violation;
        report = describe(violation);
    });
    mmdrop(scene.mm, misuse_place);
    ASSERT_TRUE(seen.has_value());
    EXPECT_EQ(seen->operation, spec::Operation::mmdrop);
    EXPECT_EQ(seen->object, scene.mm);
    ASSERT_NE(seen->subject, nullptr);
    EXPECT_EQ(seen->counters->users, 1U);
    EXPECT_EQ(seen->counters->count, 2U);
    EXPECT_EQ(seen->place.line, misuse_place.line);
    EXPECT_NE(report.find("Owned.release"), std::string::npos);
}

TEST_F(Handler, HearsOfAUsersOwnTypeToo) {
    bool deleted = false;
    document = ARef<tests::Document>::from_raw(tests::Document::make(deleted));
    const auto elsewhere = std::move(*document);
    set_violation_handler(remember);
    // NOLINTBEGIN(bugprone-use-after-move): that is the misuse.
    EXPECT_THROW(static_cast<void>(**document), Refusal);
    EXPECT_EQ(told, Clause::owned_moved);
    told.reset();
    EXPECT_THROW(static_cast<void>(document->clone()), Refusal);
    EXPECT_EQ(told, Clause::owned_moved);
    told.reset();
    EXPECT_EQ(ARef<tests::Document>::into_raw(std::move(*document)), nullptr);
    EXPECT_EQ(told, Clause::owned_moved);
    // NOLINTEND(bugprone-use-after-move)
    document.reset();
    told.reset();
    EXPECT_THROW(static_cast<void>(ARef<tests::Document>::from_raw(nullptr)), Refusal);
    EXPECT_EQ(told, Clause::owned_alive);
}

TEST_F(Handler, IsNotToldWhatIsLegal) {
    set_violation_handler(remember);
    {
        Scene scene;
        scene.take_grab();
        scene.take_user();
        EXPECT_TRUE(mmget_not_zero(scene.mm));
    }
    EXPECT_EQ(told, std::nullopt);
}

TEST(Inspect, AnswersForAnyPointer) {
    EXPECT_FALSE(inspect(nullptr).has_value());
    Scene scene;
    scene.take_grab();
    EXPECT_EQ(inspect(scene.mm)->phase, contracts::Phase::live);
    EXPECT_EQ(inspect(scene.mm)->users, (contracts::Owned{1, 0}));
    EXPECT_EQ(inspect(scene.mm)->grabs, (contracts::Owned{0, 1}));
    mmput(scene.mm);
    EXPECT_EQ(inspect(scene.mm)->phase, contracts::Phase::torn_down);
    scene.grab.reset();
    EXPECT_EQ(inspect(scene.mm)->phase, contracts::Phase::freed);
    EXPECT_FALSE(inspect(scene.mm)->counters.has_value());
}

}  // namespace
}  // namespace mm
