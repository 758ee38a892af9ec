// Programs over the library: all are right. That their judge can say no the wrong variants show.
#include "explorer/client.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <set>
#include <string>
#include <vector>

#include "explorer/catalogue.hpp"
#include "explorer/client_text.hpp"
#include "explorer/exploration.hpp"
#include "explorer/saved_run.hpp"

namespace mm::explorer {
namespace {

[[nodiscard]] ClientProgram drawn_from(std::string_view text) {
    std::string error;
    const auto program = client_from(text, error);
    EXPECT_TRUE(program) << error;
    return program.value_or(ClientProgram{});
}

struct Explored {
    std::size_t programs = 0;
    std::uint64_t executions = 0;
};

[[nodiscard]] Explored explore_all(Interface interface) {
    Explored all;
    Sites sites;
    const std::array through{interface};
    all.programs = for_each_client(
        {.threads = 3, .each = 4, .all = 4, .through = through}, [&](const ClientProgram& program) {
            const Exploration explored = explore(client(program), sites);
            all.executions += explored.executions;
            EXPECT_FALSE(explored.finding) << to_text(program) << ": " << explored.finding->what;
            return !testing::Test::HasFailure();
        });
    return all;
}

// Golden figures: whoever changes the operations or the explorer sees what became of them.
TEST(Client, IsRightWithinTheBoundThroughRawCalls) {
    const Explored all = explore_all(Interface::raw_calls);
    EXPECT_EQ(all.programs, 4435U);
    EXPECT_EQ(all.executions, 17646U);
}
TEST(Client, IsRightWithinTheBoundThroughARefs) {
    const Explored all = explore_all(Interface::arefs);
    EXPECT_EQ(all.programs, 4435U);
    EXPECT_EQ(all.executions, 17646U);
}
TEST(Client, IsRightWithinTheBoundThroughATypeOfOnesOwn) {
    const Explored all = explore_all(Interface::own_type);
    EXPECT_EQ(all.programs, 3186U);
    EXPECT_EQ(all.executions, 11046U);
}

TEST(Client, IsExploredAsByEveryOrderOfItsSteps) {
    Explored all;
    for_each_client({.threads = 3, .each = 3, .all = 3}, [&](const ClientProgram& program) {
        Sites sites;
        const Exploration explored = explore(client(program), sites);
        const Exploration enumerated = enumerate(client(program), sites);
        ++all.programs;
        all.executions += explored.executions;
        EXPECT_EQ(explored.executions, enumerated.executions) << to_text(program);
        EXPECT_EQ(explored.blocked, enumerated.blocked) << to_text(program);
        return !testing::Test::HasFailure();
    });
    EXPECT_EQ(all.programs, 1404U);
    EXPECT_EQ(all.executions, 3694U);
}

TEST(Client, OfEachNamedSituationIsRight) {
    struct Situation {
        std::string_view name;
        std::string_view program;
        std::uint64_t executions;
    };
    for (const auto& [name, program, executions] : {
             Situation{"rescue", "1u0g mmput | 1u0g mmput | 0u1g mmget_not_zero mmput mmdrop", 40},
             Situation{"last put against get",
                       "1u0g mmput | 0u1g mmget_not_zero mmput | 0u1g mmget_not_zero mmput", 320},
             Situation{"deferred teardown",
                       "1u0g mmput_async | 0u1g mmget_not_zero mmput_async mmdrop", 32},
             Situation{"the same by ARefs",
                       "arefs: 1u0g mmput_async | 0u1g mmget_not_zero mmput_async mmdrop", 32},
             Situation{"torn down already",
                       "1u0g mmput | 0u1g mmget_not_zero mmget_not_zero mmdrop", 9},
             Situation{"all at once",
                       "2u0g mmget mmput mmput mmput | 1u0g mmgrab mmput mmget_not_zero mmdrop",
                       31},
             Situation{"hand-over of a user",
                       "1u1g hand_over_user mmdrop | 0u1g take_over_user mmput mmdrop", 5},
             Situation{"the same by ARefs, beside a last put",
                       "arefs: 1u0g hand_over_user | 1u0g take_over_user mmput mmput | 0u1g "
                       "mmget_not_zero",
                       7},
             Situation{
                 "hand-over of a grab that outlives the users",
                 "own: 1u1g mmput hand_over_grab | 1u0g take_over_grab mmput mmget_not_zero mmdrop",
                 3},
         }) {
        Sites sites;
        const Exploration explored = explore(client(drawn_from(program)), sites);
        EXPECT_FALSE(explored.finding) << name << ": " << explored.finding->what;
        EXPECT_EQ(explored.executions, executions) << name;
    }
}

TEST(Catalogue, SamplesTheSameAgainFromTheWholeBound) {
    const Bound bound{.threads = 3, .each = 4, .all = 1};
    const auto drawn = [&](std::uint64_t seed) {
        std::vector<std::string> programs;
        sample_clients(bound, 100, seed, [&](const ClientProgram& program) {
            EXPECT_EQ(program.drawn.threads.size(), 3U);
            std::string error;
            EXPECT_TRUE(client_from(to_text(program), error)) << error;
            programs.push_back(to_text(program));
            return true;
        });
        return programs;
    };
    const auto programs = drawn(1);
    EXPECT_EQ(programs.size(), 100U);
    EXPECT_EQ(programs, drawn(1));
    EXPECT_NE(programs, drawn(2));
    const auto through = [&](std::string_view interface) {
        return std::count_if(programs.begin(), programs.end(),
                             [&](const std::string& text) { return text.starts_with(interface); });
    };
    EXPECT_EQ(through("arefs: "), 33);
    EXPECT_EQ(through("own: "), 34);
}
TEST(Catalogue, HoldsNoProgramTwice) {
    std::set<std::string> seen;
    const std::size_t programs =
        for_each_client({.threads = 2, .each = 2, .all = 4}, [&](const ClientProgram& program) {
            // The threads in any order are one program.
            std::multiset<std::string> threads;
            for (std::size_t thread = 1; thread <= program.drawn.threads.size(); ++thread) {
                ClientProgram alone{.interface = program.interface};
                alone.drawn.owned[1] = program.drawn.owned[thread];
                alone.drawn.threads = {program.drawn.threads[thread - 1]};
                threads.insert(to_text(alone));
            }
            std::string all;
            for (const std::string& thread : threads) all += thread + '|';
            EXPECT_TRUE(seen.insert(all).second) << all;
            return true;
        });
    EXPECT_EQ(programs, seen.size());
    EXPECT_EQ(programs, 2232U);
}

TEST(ClientText, ComesBackAsItWas) {
    const std::string text = "1u0g mmput | 0u1g mmget_not_zero mmput mmdrop";
    for (const std::string& through : {text, "arefs: " + text, "own: " + text}) {
        EXPECT_EQ(to_text(drawn_from(through)), through);
    }
}
TEST(ClientText, SaysWhatIsWrongWithIt) {
    const auto error_of = [](std::string_view text) {
        std::string error;
        EXPECT_FALSE(client_from(text, error)) << text;
        return error;
    };
    EXPECT_NE(error_of("mmput").find("begins with what it owns"), std::string::npos);
    EXPECT_NE(error_of("1u0g mmfree").find("none of the operations"), std::string::npos);
    EXPECT_NE(error_of("own: 1u0g mmput_async").find("none of the operations"), std::string::npos);
    EXPECT_NE(error_of("1u0g mmput | 1u0g mmput mmget").find("'mmget': thread 2 has no reference"),
              std::string::npos);
    EXPECT_NE(error_of("0u1g mmdrop").find("no thread owns a user"), std::string::npos);
    EXPECT_NE(error_of("1u0g mmput |").find("a thread is missing"), std::string::npos);
    EXPECT_NE(error_of("1u0g | 1u0g | 1u0g | 1u0g | 1u0g").find("more than 4"), std::string::npos);
}

TEST(SavedRun, ComesBackAsItWas) {
    const SavedRun run{drawn_from("own: 1u0g mmput | 0u1g mmdrop"), {1, 0, 2}};
    Sites sites;
    std::string error;
    const auto again = run_from(to_text(run, sites, {}), error);
    ASSERT_TRUE(again) << error;
    EXPECT_EQ(to_text(again->program), to_text(run.program));
    EXPECT_EQ(again->schedule, run.schedule);
}
TEST(SavedRun, SaysWhatItLacks) {
    const auto error_of = [](const std::string& text) {
        std::string error;
        EXPECT_FALSE(run_from(text, error)) << text;
        return error;
    };
    EXPECT_NE(error_of("T1 mmput a\n").find("no line '# program: ...'"), std::string::npos);
    EXPECT_NE(error_of("# program: 1u0g mmfree\n").find("none of the operations"),
              std::string::npos);
    EXPECT_NE(error_of("# program: 1u0g mmput\n").find("no line '# schedule: ...'"),
              std::string::npos);
    EXPECT_NE(error_of("# program: 1u0g mmput\n# schedule: 0 x\n").find("no number of a way"),
              std::string::npos);
}

}  // namespace
}  // namespace mm::explorer
