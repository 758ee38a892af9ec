// What is told of an execution after each of its steps.
#include "explorer/steps.hpp"

#include <gtest/gtest.h>

#include <memory>
#include <sstream>

#include "explorer/modelled_atomic.hpp"

namespace mm::explorer {
namespace {

/// One thread writes 1, another one changes what it finds and waits for a 5 that never comes.
[[nodiscard]] Program writes_and_waits() {
    const auto shared = std::make_shared<Atomic<int>*>(nullptr);
    Program made{.name = "test"};
    made.begin = [shared] {
        Machine::running()->name_next({"word"});
        *shared = new Atomic<int>(0);
    };
    made.threads = {[shared] {
                        Machine::running()->name_activity("writing");
                        (*shared)->store(1, std::memory_order_relaxed);
                    },
                    [shared] {
                        static_cast<void>((*shared)->fetch_add(2, std::memory_order_relaxed));
                        while ((*shared)->load(std::memory_order_relaxed) != 5) let_others_run();
                    }};
    made.end = [shared] { delete *shared; };
    return made;
}

[[nodiscard]] std::string told(const Schedule& schedule) {
    Sites sites;
    const Program program = writes_and_waits();
    const SteppedRun run = replay_in_steps(program, sites, schedule);
    EXPECT_EQ(run.replayed.ending, Ending::blocked);
    std::ostringstream out;
    std::size_t waits = 0;
    tell_steps(run, out, [&] { ++waits; });
    EXPECT_EQ(waits, 3U);
    return out.str();
}

TEST(Steps, TellWhatIsThereAndWhatComesNext) {
    // Thread 0 begins and starts the others; then the ways are those of thread 1 and of thread 2.
    EXPECT_EQ(told({0, 0, 0}),
              "   1  T0  starts the threads\n"
              "          word 0\n"
              "          T0 waits for the other threads\n"
              "          T1 writing, next: word := 1, relaxed\n"
              "          T2 next: read-modify-write of word, relaxed, finds 0\n"
              "   2        T1  word := 1, relaxed\n"
              "          word 1\n"
              "          T0 waits for the other threads\n"
              "          T2 next: read-modify-write of word, relaxed, finds 1 or 0\n"
              "   3              T2  word 1 -> 3, relaxed (from 2)\n"
              "          word 3\n"
              "          T0 waits for the other threads\n"
              "          T2 next: read of word, relaxed, finds 3\n"
              "   4              T2  reads word 3, relaxed (from 3)\n"
              "          word 3\n");
}
TEST(Steps, TellTheNewestWriteAndNotTheLastOne) {
    const auto shared = std::make_shared<Atomic<int>*>(nullptr);
    Program made{.name = "test"};
    made.begin = [shared] {
        Machine::running()->name_next({"word"});
        *shared = new Atomic<int>(0);
    };
    for (const int value : {1, 2}) {
        made.threads.emplace_back(
            [shared, value] { (*shared)->store(value, std::memory_order_relaxed); });
    }
    made.end = [shared] { delete *shared; };
    Sites sites;
    // The second write goes before the first one.
    const SteppedRun run = replay_in_steps(made, sites, {0, 0, 0, 1});
    std::ostringstream out;
    tell_steps(run, out, [] {});
    EXPECT_NE(out.str().find("   3              T2  word := 2, relaxed\n"
                             "          word 1\n"
                             "          T0 next: going on alone\n"),
              std::string::npos)
        << out.str();
}

}  // namespace
}  // namespace mm::explorer
