// A child is waited for with a deadline, and never left behind.
#include "child.hpp"

#include <gtest/gtest.h>
#include <signal.h>
#include <sys/wait.h>

#include <cerrno>
#include <chrono>
#include <functional>
#include <string>

#include "failures.hpp"
#include "waiter.hpp"

namespace mm::process {
namespace {

constexpr std::chrono::milliseconds short_deadline{200};

/// What `use` of a child ends with; skipped where there can be no child.
template <typename Failure>
[[nodiscard]] std::string failure_of(const std::function<void(Child&)>& use) {
    std::string words;
    {
        Waiter waiter(short_deadline);
        Child child(waiter);
        try {
            use(child);
        } catch (const Failure& failure) {
            words = failure.what();
        }
    }
    // The child is gone with its object.
    EXPECT_EQ(waitpid(-1, nullptr, WNOHANG), -1);
    EXPECT_EQ(errno, ECHILD);
    return words;
}

class ChildOfOurs : public testing::Test {
 protected:
    void SetUp() override {
        try {
            Waiter waiter;
            const Child child(waiter);
        } catch (const NotPermitted& reason) {
            GTEST_SKIP() << "not run: " << reason.what();
        }
    }
};

TEST_F(ChildOfOurs, StoppedOneMeetsTheDeadline) {
    const std::string words = failure_of<BrokenOff>([](Child& child) {
        ::kill(child.id(), SIGSTOP);
        child.unmap_the_page();
    });
    EXPECT_EQ(words.rfind("waited 0.2 s for the child's munmap: ", 0), 0u) << words;
}

TEST_F(ChildOfOurs, StoppedOneDoesNotExit) {
    const std::string words = failure_of<BrokenOff>([](Child& child) {
        ::kill(child.id(), SIGSTOP);
        child.end();
    });
    EXPECT_EQ(words.rfind("waited 0.2 s for the child to exit: ", 0), 0u) << words;
}

TEST_F(ChildOfOurs, DeadOneTakesNoCommand) {
    const std::string words = failure_of<BrokenOff>([](Child& child) {
        child.kill();
        child.unmap_the_page();
    });
    EXPECT_EQ(words.rfind("the child takes no command: ", 0), 0u) << words;
}

TEST_F(ChildOfOurs, DeadOneIsNotTakenForARunningOne) {
    const std::string words = failure_of<BrokenOff>([](Child& child) {
        child.kill();
        child.require_running();
    });
    EXPECT_EQ(words, "the child died where it should live");
}

TEST_F(ChildOfOurs, WaitForItCanBeInterrupted) {
    const std::string words = failure_of<Interrupted>([](Child& child) {
        ::kill(child.id(), SIGSTOP);
        raise(SIGINT);
        child.end();
    });
    EXPECT_EQ(words, "interrupted");
}

}  // namespace
}  // namespace mm::process
