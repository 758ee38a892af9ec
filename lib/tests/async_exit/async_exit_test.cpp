// Async.exit: whatever way a process ends through exit, every queued teardown has run.
#include <gtest/gtest.h>
#include <sys/wait.h>

#include <array>
#include <cstddef>
#include <cstdio>
#include <string>

namespace mm {
namespace {

/// What the program wrote, and how it ended.
struct Run {
    std::string output;
    int status = -1;
};

[[nodiscard]] Run run(const std::string& way) {
    const std::string command = "'" MMSPEC_EXIT_PROGRAM "' '" + way + "'";
    std::FILE* const pipe = popen(command.c_str(), "r");
    if (pipe == nullptr) return {"cannot run " + command};
    Run result;
    std::array<char, 4096> part{};
    for (std::size_t size = 0; (size = std::fread(part.data(), 1, part.size(), pipe)) != 0;) {
        result.output.append(part.data(), size);
    }
    const int status = pclose(pipe);
    // The shell tells of a signal as 128 and its number.
    result.status = WIFEXITED(status) ? WEXITSTATUS(status) : -1;
    return result;
}

void expect(const std::string& way, const std::string& output, int status = 0) {
    const Run ended = run(way);
    EXPECT_EQ(ended.output, output) << way;
    EXPECT_EQ(ended.status, status) << way;
}

TEST(Exit, RunsWhatIsQueuedAtAReturnFromMain) {
    expect("return", "first\nsecond\n");
}
TEST(Exit, RunsWhatIsQueuedAtACallOfExit) {
    expect("exit", "exit\nfirst\n");
}
TEST(Exit, MayBeCalledOnAnyThread) {
    expect("exit on another thread", "first\n");
}
TEST(Exit, RunsWhatAHandlerQueues) {
    expect("handler pushes", "handler\nfirst\nof the handler\n");
}
TEST(Exit, LetsAHandlerFlush) {
    expect("handler flushes", "first\nflushed\n");
}
TEST(Exit, RunsWhatAStaticDestructorQueues) {
    expect("static destructor pushes", "first\nof the global\n");
}
TEST(Exit, RunsWhatATeardownQueues) {
    expect("teardown pushes", "outer\ninner\n");
}
TEST(Exit, RunsInPlaceWhatIsQueuedAfterTheWorker) {
    expect("push after the worker", "first\nin place\nreturned\nflushed\n");
}
TEST(Exit, TakesNoStackForALongChain) {
    expect("long chain", "the last of the chain\n");
}
TEST(Exit, MayBeCalledInATeardown) {
    expect("exit in a teardown", "exit\nnext\nin place\n", 3);
}
TEST(Exit, InATeardownKeepsNoOtherThreadWaiting) {
    expect("exit in a teardown of threads", "exit\nnext\non another thread\n", 3);
}
TEST(Exit, LosesNothingOfThreadsThatGoOn) {
    // A run meets the end of the worker within a flush once in some seven.
    constexpr int runs = 60;
    for (int number = 0; number != runs && !HasFailure(); ++number) {
        expect("threads go on", "all\n");
    }
}
#if MMSPEC_CHECKED
TEST(Exit, StillJudgesWhatATeardownDoes) {
    expect("misuse in a teardown", "Owned.release\ntorn down\n");
}
#endif

}  // namespace
}  // namespace mm
