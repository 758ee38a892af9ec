// The comparison with the kernel must notice a library that is wrong.
#include <gtest/gtest.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <fstream>
#include <memory>
#include <sstream>
#include <string>
#include <utility>

#include "scenarios.hpp"

namespace mm::process {
namespace {

using spec::Clause;

/// Runs every scenario against `calls` and keeps what came out.
struct Comparison {
    explicit Comparison(const LibraryCalls& calls,
                        std::chrono::milliseconds patience = std::chrono::milliseconds(20))
        : outcome(compare_with_the_kernel(calls, journal, patience)) {}

    /// The lines that go to a tally file.
    [[nodiscard]] std::string tally_text() const {
        const std::string path =
            testing::TempDir() + "mmspec_process_tally_" + std::to_string(getpid());
        EXPECT_TRUE(journal.tally().append_to(path, "process")) << path;
        std::ostringstream lines;
        lines << std::ifstream(path).rdbuf();
        std::remove(path.c_str());
        return lines.str();
    }

    [[nodiscard]] bool broke(Clause clause) const {
        return std::ranges::any_of(journal.disagreements(), [clause](const Disagreement& each) {
            return each.what.broken->clause == clause;
        });
    }

    /// A step at which the kernel said `kernel` and the library broke `clause`.
    [[nodiscard]] bool found(Clause clause, const std::string& kernel) const {
        return std::ranges::any_of(journal.disagreements(), [&](const Disagreement& each) {
            return each.what.broken->clause == clause && each.what.kernel == kernel;
        });
    }

    std::ostringstream text;
    Journal journal{text};
    Outcome outcome;
};

class WrongLibrary : public testing::Test {
 protected:
    void SetUp() override {
        std::ostringstream text;
        Journal journal(text);
        const Outcome right = compare_with_the_kernel({}, journal);
        if (right.agreed == 0 && right.disagreed == 0) {
            GTEST_SKIP() << "not run: " << right.first_reason;
        }
        ASSERT_EQ(right.disagreed, 0u) << text.str();
        ASSERT_EQ(right.broken_off, 0u) << text.str();
    }

    LibraryCalls calls_;
};

TEST_F(WrongLibrary, UpgradeThatAlwaysSucceeds) {
    calls_.mmget_not_zero = [](mm_struct* mm) { return mm::mmget_not_zero(mm) || true; };
    const Comparison wrong(calls_);
    EXPECT_EQ(wrong.outcome.agreed, 0u);
    EXPECT_TRUE(wrong.found(Clause::final_no_revival, "0 bytes")) << wrong.text.str();
    EXPECT_NE(wrong.tally_text().find("Final.no_revival\tprocess\tbroken\n"), std::string::npos)
        << wrong.tally_text();
    EXPECT_TRUE(wrong.broke(Clause::final_no_revival));
}

TEST_F(WrongLibrary, UpgradeThatNeverSucceeds) {
    calls_.mmget_not_zero = [](mm_struct*) { return false; };
    const Comparison wrong(calls_);
    EXPECT_EQ(wrong.outcome.agreed, 0u);
    EXPECT_TRUE(wrong.found(Clause::count_word, "data")) << wrong.text.str();
}

TEST_F(WrongLibrary, UpgradeThatTakesNoUser) {
    calls_.mmget_not_zero = [](mm_struct* mm) { return mm::read_counters(mm).users != 0; };
    const Comparison wrong(calls_);
    EXPECT_EQ(wrong.outcome.agreed, 0u);
    EXPECT_TRUE(wrong.found(Clause::count_word, "data")) << wrong.text.str();
}

// The sibling or thread is no user, so the owner's death tears down what it still uses.
TEST_F(WrongLibrary, UserGivenUpTooEarly) {
    calls_.mmget = [](mm_struct* mm) {
        mm::mmget(mm);
        mm::mmput(mm);
    };
    const Comparison wrong(calls_);
    EXPECT_NE(wrong.outcome.disagreed, 0u);
    EXPECT_TRUE(wrong.found(Clause::count_word, "started")) << wrong.text.str();
    EXPECT_TRUE(wrong.found(Clause::count_word, "data")) << wrong.text.str();
}

TEST_F(WrongLibrary, TeardownWhileThereAreUsers) {
    calls_.mmget = [](mm_struct* mm) { mm::mmput(mm); };
    const Comparison wrong(calls_);
    EXPECT_TRUE(wrong.found(Clause::teardown_order, "started")) << wrong.text.str();
    EXPECT_TRUE(wrong.found(Clause::count_word, "data")) << wrong.text.str();
}

// An owner that never gives up its user keeps a dead process's address space.
TEST_F(WrongLibrary, UserNeverGivenUp) {
    calls_.mmput = [](mm_struct* mm) {
        if (mm::read_counters(mm).users > 1) mm::mmput(mm);
    };
    const Comparison wrong(calls_);
    EXPECT_EQ(wrong.outcome.agreed, 0u);
    EXPECT_TRUE(wrong.found(Clause::teardown_once, "dead")) << wrong.text.str();
    EXPECT_TRUE(wrong.found(Clause::final_no_revival, "0 bytes")) << wrong.text.str();
}

TEST_F(WrongLibrary, StructNeverFreed) {
    calls_.mmdrop = [](mm_struct* mm) {
        if (mm::read_counters(mm).count > 1) mm::mmdrop(mm);
    };
    const Comparison wrong(calls_);
    EXPECT_EQ(wrong.outcome.agreed, 0u);
    EXPECT_TRUE(wrong.found(Clause::liveness_freed, "closed")) << wrong.text.str();
}

// Without its grab the struct is gone with the child, and the open file names a freed struct.
TEST_F(WrongLibrary, GrabLost) {
    calls_.mmgrab = [](mm_struct* mm) {
        mm::mmgrab(mm);
        mm::mmdrop(mm);
    };
    const Comparison wrong(calls_);
    EXPECT_EQ(wrong.outcome.agreed, 0u);
    EXPECT_TRUE(wrong.found(Clause::count_word, "opened")) << wrong.text.str();
    EXPECT_TRUE(wrong.found(Clause::count_held, "dead")) << wrong.text.str();
}

TEST_F(WrongLibrary, CallRefusedByItsContract) {
    calls_.mmdrop = [](mm_struct* mm) {
        mm::mmdrop(mm);
        mm::mmdrop(mm);
    };
    const Comparison wrong(calls_);
    EXPECT_NE(wrong.outcome.disagreed, 0u);
    EXPECT_TRUE(wrong.broke(Clause::owned_alive)) << wrong.text.str();
}

TEST(RightLibrary, ExercisesItsClauses) {
    const Comparison right(LibraryCalls{}, std::chrono::seconds(1));
    if (right.outcome.agreed == 0 && right.outcome.disagreed == 0) {
        GTEST_SKIP() << "not run: " << right.outcome.first_reason;
    }
    EXPECT_EQ(right.outcome.disagreed, 0u) << right.text.str();
    for (const Clause clause :
         {Clause::count_held, Clause::count_word, Clause::final_no_revival, Clause::teardown_once,
          Clause::access_user, Clause::liveness_freed}) {
        EXPECT_NE(right.journal.tally().times(clause), 0u) << spec::text(clause).id;
        EXPECT_FALSE(right.broke(clause)) << spec::text(clause).id;
    }
}

}  // namespace
}  // namespace mm::process

int main(int count, char** arguments) {
    testing::InitGoogleTest(&count, arguments);
    const int status = RUN_ALL_TESTS();
    const testing::UnitTest& run = *testing::UnitTest::GetInstance();
    constexpr int skipped = 3;
    return status == 0 && run.skipped_test_count() != 0 ? skipped : status;
}
