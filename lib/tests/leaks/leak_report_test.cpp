// What a program of the checked build says at exit (Leak.none), against leak_program.cpp.
//
// To renew the golden text after a change of the reports: `mmspec-lib-leak-report-test --renew`,
// then read the difference. The tests never do.
#include <gtest/gtest.h>

#include <csignal>
#include <cstring>
#include <fstream>
#include <iostream>
#include <iterator>
#include <regex>
#include <string>
#include <vector>

#include "run_program.hpp"

namespace mm::tests {
namespace {

#if defined(__SANITIZE_ADDRESS__)
constexpr bool has_leak_sanitizer = true;
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
constexpr bool has_leak_sanitizer = true;
#else
constexpr bool has_leak_sanitizer = false;
#endif
#else
constexpr bool has_leak_sanitizer = false;
#endif

std::string program = MMSPEC_LEAK_PROGRAM;

/// Without the report of LeakSanitizer, which sees some of the same leaks.
[[nodiscard]] Ended end_of(const std::string& scenario, std::vector<std::string> environment = {},
                           Errors errors = Errors::to_a_pipe) {
    environment.emplace_back("ASAN_OPTIONS=detect_leaks=0");
    return run({program, scenario}, environment, errors);
}

[[nodiscard]] bool has(const std::string& text, const std::string& part) {
    return text.find(part) != std::string::npos;
}

/// The reports of all scenarios that have one, with addresses replaced, which differ in each run.
[[nodiscard]] std::string reports() {
    static const std::regex address("0x[0-9a-f]+");
    std::string text;
    for (const char* const scenario :
         {"users", "grabs", "initial", "arefs", "own_type", "orphans", "handed_over", "long_life",
          "two", "many", "kept", "kept_but_freed", "kept_own_type", "kept_another", "kept_null",
          "leaking_child"}) {
        const std::string errors = end_of(scenario, {"MMSPEC_LEAKS=report"}).errors;
        text += std::string("== ") + scenario + "\n" +
                std::regex_replace(errors, address, "ADDRESS") + "\n";
    }
    return text;
}

[[nodiscard]] int renew() {
    std::ofstream file(MMSPEC_GOLDEN_FILE, std::ios::binary);
    file << reports() << std::flush;
    if (!file) {
        std::cerr << "cannot write " MMSPEC_GOLDEN_FILE "; make its folder writable\n";
        return 3;
    }
    std::cout << "written: " MMSPEC_GOLDEN_FILE "\n";
    return 0;
}

TEST(LeakReport, IsTheGoldenText) {
    std::ifstream file(MMSPEC_GOLDEN_FILE, std::ios::binary);
    ASSERT_TRUE(file) << "no golden text at " MMSPEC_GOLDEN_FILE;
    const std::string expected{std::istreambuf_iterator<char>(file), {}};
    EXPECT_EQ(expected, reports());
}

class NoLeak : public testing::TestWithParam<const char*> {};

TEST_P(NoLeak, IsReported) {
    const Ended ended = end_of(GetParam(), {"MMSPEC_LEAKS=fail"});
    EXPECT_EQ(ended.errors, "");
    EXPECT_EQ(ended.status, EXIT_SUCCESS);
}

INSTANTIATE_TEST_SUITE_P(Ends, NoLeak,
                         testing::Values("nothing", "globals", "thread", "queued", "child"),
                         [](const auto& info) { return std::string(info.param); });

TEST(LeakReport, ShowsTheStackOfTheTakingOnRequest) {
#if !MMSPEC_STACKS_HAVE_NAMES
    GTEST_SKIP() << "built without libbacktrace: functions of a program have no names";
#endif
    const std::string function = "mm::tests::take_a_user_and_forget_it(mm_struct*) at ";
    const Ended shown = end_of("stack", {"MMSPEC_LEAK_STACKS=1"});
    const std::regex lines(
        "    T1 mmget a    # driver.cpp:30\n"
        "        mm::mmget\\(mm_struct\\*, mm::contracts::Place\\) at [^\n]*:[0-9]+\n"
        "        mm::tests::take_a_user_and_forget_it\\(mm_struct\\*\\) at "
        "[^\n]*leak_program.cpp:[0-9]+\n"
        "        [^\n]*leak_in_a_stack\\(\\) at [^\n]*leak_program.cpp:[0-9]+\n"
        "(        [^\n]*\n)*"
        "        main at [^\n]*leak_program.cpp:[0-9]+\n");
    EXPECT_TRUE(std::regex_search(shown.errors, lines)) << shown.errors;
    EXPECT_FALSE(has(end_of("stack").errors, function)) << "nobody asked";
    EXPECT_FALSE(has(end_of("stack", {"MMSPEC_LEAK_STACKS=0"}).errors, function)) << "nobody asked";
}

TEST(LeakReport, KeepsEveryTakingOnRequest) {
    EXPECT_FALSE(has(end_of("long_life").errors, "mmgrab a"));
    const std::string errors = end_of("long_life", {"MMSPEC_LEAK_STACKS=1"}).errors;
    EXPECT_TRUE(
        has(errors, "1 of the grabs of raw code, taken by\n    T1 mmgrab a    # driver.cpp:30"))
        << errors;
    EXPECT_FALSE(has(errors, "no longer holds")) << errors;
}

TEST(LeakReport, KeepsTheTakingsOfEveryThread) {
    const std::string errors = end_of("threads", {"MMSPEC_LEAK_STACKS=1"}).errors;
    EXPECT_TRUE(has(errors, " mmget a    # driver.cpp:30, 2000 times\n")) << errors;
}

TEST(LeakReport, TellsTwentyPlacesAndTheNumberOfTheRest) {
    const std::string errors = end_of("everywhere").errors;
    EXPECT_TRUE(has(errors, "driver.cpp:19 by thread 1\n")) << errors;
    EXPECT_FALSE(has(errors, "driver.cpp:20")) << errors;
    EXPECT_TRUE(has(errors, "  and 5 references to 5 mm_structs allocated at other places\n"));
}

TEST(LeakReport, CanBeHadBeforeTheEnd) {
    const Ended ended = end_of("asked");
    EXPECT_EQ(ended.output, "1, then 0");
    EXPECT_EQ(ended.errors, "");
}

TEST(LeakReport, IsOfOneMomentWhileAnotherThreadTakes) {
    const Ended ended = end_of("asked_meanwhile");
    EXPECT_EQ(ended.output, "0 wrong") << "reports that do not agree with themselves";
    EXPECT_EQ(ended.errors, "");
}

TEST(LeakReport, SpeaksOfWhatIsKeptOnlyIfAsked) {
    EXPECT_EQ(end_of("kept").errors, "");
    EXPECT_EQ(end_of("kept_but_freed").errors, "");
    EXPECT_TRUE(has(end_of("kept_and_leaked").errors, "kept on purpose")) << "beside a leak";
}

TEST(LeakReport, LeavesTheExitStatusAlone) {
    EXPECT_EQ(end_of("users").status, EXIT_SUCCESS);
    EXPECT_EQ(end_of("users", {"MMSPEC_LEAKS=report"}).status, EXIT_SUCCESS);
    EXPECT_EQ(end_of("exit_7").status, 7);
}

TEST(LeakReport, FailsTheProgramOnRequest) {
    const Ended failed = end_of("words", {"MMSPEC_LEAKS=fail"});
    EXPECT_EQ(failed.status, 1);
    EXPECT_EQ(failed.output, "still to be written");
    EXPECT_TRUE(has(failed.errors, "mmspec: Leak.none broken: 1 reference to 1 mm_struct"));
    EXPECT_EQ(end_of("exit_7", {"MMSPEC_LEAKS=fail"}).status, 7) << "it has failed already";
    EXPECT_EQ(end_of("kept", {"MMSPEC_LEAKS=fail"}).status, EXIT_SUCCESS);
    EXPECT_EQ(end_of("leaking_child", {"MMSPEC_LEAKS=fail"}).status, 1) << "the child has failed";
}

TEST(LeakReport, IsTurnedOffOnRequest) {
    const Ended ended = end_of("users", {"MMSPEC_LEAKS=off"});
    EXPECT_EQ(ended.errors, "");
    EXPECT_EQ(ended.status, EXIT_SUCCESS);
}

TEST(LeakReport, RefusesValuesThatItDoesNotUnderstand) {
    const Ended mode = end_of("nothing", {"MMSPEC_LEAKS=repotr"});
    EXPECT_EQ(mode.status, 2);
    EXPECT_EQ(
        mode.errors,
        "mmspec: MMSPEC_LEAKS=repotr is not understood: give it off, report or fail, or unset "
        "it\n");
    const Ended stacks = end_of("nothing", {"MMSPEC_LEAK_STACKS=yes"});
    EXPECT_EQ(stacks.status, 2);
    EXPECT_EQ(stacks.errors,
              "mmspec: MMSPEC_LEAK_STACKS=yes is not understood: give it 0 or 1, or unset it\n");
    EXPECT_EQ(end_of("nothing", {"MMSPEC_LEAKS=", "MMSPEC_LEAK_STACKS="}).status, EXIT_SUCCESS)
        << "empty is unset";
}

TEST(LeakReport, IsNotMadeWhereTheProcessDoesNotEndInOrder) {
    EXPECT_EQ(end_of("quick_exit").errors, "");
    EXPECT_EQ(end_of("underscore_exit").errors, "");
    const Ended aborted = end_of("abort", {"UBSAN_OPTIONS=handle_abort=0"});
    EXPECT_EQ(aborted.errors, "");
    EXPECT_EQ(aborted.status, -SIGABRT);
}

TEST(LeakReport, IsColouredOnATerminalOnly) {
    if (!tests::terminals_can_be_had()) GTEST_SKIP() << "no terminal is to be had here";
    const std::string red = "\033[1;31mmmspec: Leak.none broken";
    const std::string terminal = "TERM=xterm";
    EXPECT_TRUE(has(end_of("users", {terminal, "NO_COLOR="}, Errors::to_a_terminal).errors, red));
    EXPECT_FALSE(has(end_of("users", {terminal, "NO_COLOR=1"}, Errors::to_a_terminal).errors, red));
    EXPECT_FALSE(
        has(end_of("users", {"TERM=dumb", "NO_COLOR="}, Errors::to_a_terminal).errors, red));
    EXPECT_FALSE(has(end_of("users", {terminal, "NO_COLOR="}).errors, red));
}

// The records hold no pointer to an mm, and the report comes before LeakSanitizer ends the process.
TEST(LeakReport, LeavesLeaksToLeakSanitizerToo) {
    if (!has_leak_sanitizer) GTEST_SKIP() << "built without AddressSanitizer";
    const std::string detect = "ASAN_OPTIONS=detect_leaks=1";
    EXPECT_EQ(run({program, "kept"}, {detect}).errors, "");
    EXPECT_FALSE(has(run({program, "kept_own_type"}, {detect}).errors, "LeakSanitizer"));
    for (const char* const stacks : {"MMSPEC_LEAK_STACKS=0", "MMSPEC_LEAK_STACKS=1"}) {
        const Ended ended = run({program, "many"}, {detect, stacks});
        EXPECT_TRUE(has(ended.errors, "mmspec: Leak.none broken: 25 references to 25 mm_structs"))
            << ended.errors;
        EXPECT_TRUE(has(ended.errors, "LeakSanitizer: detected memory leaks")) << ended.errors;
    }
}

}  // namespace
}  // namespace mm::tests

int main(int argument_count, char** arguments) {
    testing::InitGoogleTest(&argument_count, arguments);
    if (argument_count == 2 && std::strcmp(arguments[1], "--renew") == 0) {
        return mm::tests::renew();
    }
    if (argument_count == 3 && std::strcmp(arguments[1], "--program") == 0) {
        mm::tests::program = arguments[2];
    } else if (argument_count != 1) {
        std::cerr << "usage: " << arguments[0] << " [--renew | --program PROGRAM]\n";
        return 2;
    }
    return RUN_ALL_TESTS();
}
