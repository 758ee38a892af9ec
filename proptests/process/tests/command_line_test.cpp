// mmspec-process as a program: its exit status, its words, and that it leaves no child behind.
#include <gtest/gtest.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <functional>
#include <iterator>
#include <string>
#include <vector>

namespace {

std::string program;

struct Finished {
    int status = -1;
    std::string output;
};

/// Runs the program after `prepare`, which is called in the new process.
[[nodiscard]] Finished run(
    const std::vector<std::string>& arguments, const std::function<void()>& prepare = [] {}) {
    int ends[2];
    if (pipe(ends) != 0) return {};
    const pid_t child = fork();
    if (child == 0) {
        dup2(ends[1], STDOUT_FILENO);
        dup2(ends[1], STDERR_FILENO);
        close(ends[0]);
        close(ends[1]);
        std::vector<char*> words{program.data()};
        std::vector<std::string> copies = arguments;
        for (std::string& copy : copies) words.push_back(copy.data());
        words.push_back(nullptr);
        prepare();
        execv(words[0], words.data());
        _exit(127);
    }
    close(ends[1]);
    Finished result;
    std::array<char, 4096> part{};
    for (ssize_t size = 0; (size = read(ends[0], part.data(), part.size())) > 0;) {
        result.output.append(part.data(), static_cast<std::size_t>(size));
    }
    close(ends[0]);
    int status = 0;
    waitpid(child, &status, 0);
    result.status = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
    return result;
}

[[nodiscard]] bool says(const Finished& result, const std::string& words) {
    return result.output.find(words) != std::string::npos;
}

/// A file of its own for one test, gone with it.
class TemporaryFile {
 public:
    TemporaryFile() {
        std::string pattern = testing::TempDir() + "mmspec-process-XXXXXX";
        const int file = mkstemp(pattern.data());
        if (file >= 0) close(file);
        path_ = pattern;
    }
    TemporaryFile(const TemporaryFile&) = delete;
    TemporaryFile& operator=(const TemporaryFile&) = delete;
    ~TemporaryFile() { std::remove(path_.c_str()); }
    [[nodiscard]] const std::string& path() const noexcept { return path_; }
    [[nodiscard]] std::string text() const {
        std::ifstream file(path_);
        return {std::istreambuf_iterator<char>(file), {}};
    }

 private:
    std::string path_;
};

TEST(CommandLine, Help) {
    const Finished result = run({"--help"});
    EXPECT_EQ(result.status, 0);
    EXPECT_TRUE(says(result, "Usage: mmspec-process")) << result.output;
}

TEST(CommandLine, UnknownOption) {
    const Finished result = run({"--tallly"});
    EXPECT_EQ(result.status, 2);
    EXPECT_TRUE(says(result, "'--tallly' is not an option")) << result.output;
}

TEST(CommandLine, TallyWithoutFile) {
    const Finished result = run({"--tally"});
    EXPECT_EQ(result.status, 2);
    EXPECT_TRUE(says(result, "--tally needs a file name")) << result.output;
}

TEST(CommandLine, TallyInNoFolder) {
    const Finished result = run({"--tally", "/proc/no such folder/tally"});
    EXPECT_EQ(result.status, 2);
    EXPECT_TRUE(says(result, "cannot be opened: name a tally file")) << result.output;
}

TEST(CommandLine, FullDisk) {
    const Finished result = run({"--tally", "/dev/full"});
    if (says(result, "\nnot run: ")) GTEST_SKIP() << result.output;
    EXPECT_EQ(result.status, 3);
    EXPECT_TRUE(says(result, "/dev/full: cannot be written: check the rights and the disk"))
        << result.output;
}

TEST(CommandLine, TallyIsAppended) {
    const TemporaryFile tally;
    std::ofstream(tally.path()) << "Count.held\ttrace\t7\n";
    const Finished result = run({"--tally", tally.path()});
    if (result.status == 3) GTEST_SKIP() << result.output;
    EXPECT_EQ(result.status, 0) << result.output;
    EXPECT_EQ(tally.text().rfind("Count.held\ttrace\t7\nCount.held\tprocess\t", 0), 0u)
        << tally.text();
    EXPECT_NE(tally.text().find("Final.no_revival\tprocess\t"), std::string::npos) << tally.text();
}

// The signal is pending when the program starts, so it meets the first wait for a child.
TEST(CommandLine, InterruptedLeavesNoChild) {
    // Whoever the program left behind would become this process's child.
    ASSERT_EQ(prctl(PR_SET_CHILD_SUBREAPER, 1), 0);
    const Finished result = run({}, [] {
        sigset_t mask;
        sigemptyset(&mask);
        sigaddset(&mask, SIGINT);
        pthread_sigmask(SIG_BLOCK, &mask, nullptr);
        raise(SIGINT);
    });
    if (says(result, "\nnot run: ")) GTEST_SKIP() << result.output;
    EXPECT_EQ(result.status, 130) << result.output;
    EXPECT_TRUE(says(result, "Interrupted: 0 of ")) << result.output;
    EXPECT_EQ(waitpid(-1, nullptr, WNOHANG), -1);
    EXPECT_EQ(errno, ECHILD);
}

// An ordinary user who may start no more processes; the limit does not bind root.
TEST(CommandLine, ForkRefused) {
    const auto may_not_fork = [] {
        // The leak check at exit starts a process of its own.
        setenv("ASAN_OPTIONS", "detect_leaks=0", 1);  // NOLINT(concurrency-mt-unsafe): one thread
        if (geteuid() == 0 && setuid(65534) != 0) _exit(127);
        const rlimit none{0, 0};
        setrlimit(RLIMIT_NPROC, &none);
    };
    const Finished result = run({}, may_not_fork);
    if (result.status == 127) GTEST_SKIP() << "the program cannot be started as another user";
    if (says(result, "\nnot run: /proc")) GTEST_SKIP() << result.output;
    EXPECT_EQ(result.status, 3) << result.output;
    EXPECT_TRUE(says(result, "\nnot run: no child can be forked")) << result.output;
}

}  // namespace

int main(int count, char** arguments) {
    testing::InitGoogleTest(&count, arguments);
    if (count != 2) {
        std::fprintf(stderr, "usage: %s PROGRAM\n", arguments[0]);
        return 2;
    }
    program = arguments[1];
    const int status = RUN_ALL_TESTS();
    constexpr int skipped = 3;
    const bool any = testing::UnitTest::GetInstance()->skipped_test_count() != 0;
    return status == 0 && any ? skipped : status;
}
