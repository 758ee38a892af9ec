// What is kept of what is wrong is no larger than need be.
#include "explorer/smallest.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "explorer/catalogue.hpp"
#include "explorer/client_text.hpp"
#include "explorer/orders.hpp"
#include "explorer/report.hpp"
#include "explorer/schedule.hpp"

namespace mm::explorer {
namespace {

constexpr auto never = [] { return false; };

[[nodiscard]] ClientProgram client_of(std::string_view text) {
    std::string error;
    const auto program = client_from(text, error);
    EXPECT_TRUE(program) << error;
    return program.value_or(ClientProgram{});
}

/// The sites of the library with the order of one of them weakened.
[[nodiscard]] Sites weakened(std::string_view function, Part part) {
    Sites sites;
    static_cast<void>(explore(client(client_of("1u0g mmput | 1u0g mmput")), sites));
    const auto all = sites.all();
    const auto site = std::find_if(all.begin(), all.end(), [&](const Site& candidate) {
        return function_of(candidate) == function && candidate.part == part;
    });
    EXPECT_NE(site, all.end()) << function;
    if (site != all.end()) sites.replace(*site, std::memory_order_relaxed);
    return sites;
}

// Every order of all steps comes by every wrong execution, and nothing is taken out of those.
TEST(Smallest, IsNoLargerThanAnyOtherWrongExecution) {
    constexpr std::array through{Interface::raw_calls};
    std::size_t compared = 0;
    std::size_t later = 0;
    for (const auto& [function, part] :
         {std::pair{"decrement", Part::update}, std::pair{"close", Part::success},
          std::pair{"drop", Part::update}, std::pair{"drop", Part::load}}) {
        Sites sites = weakened(function, part);
        for_each_client(
            {.threads = 2, .each = 2, .all = 3, .through = through},
            [&](const ClientProgram& program) {
                const Exploration first = explore(client(program), sites);
                if (!first.finding) return true;
                const WrongClient kept = smallest_execution(program, sites, *first.finding, never);
                EXPECT_TRUE(kept.complete);
                std::size_t events = most_events;
                static_cast<void>(enumerate(client(program), sites, [&](const Finding& other) {
                    if (clause_of(other) == clause_of(kept.finding)) {
                        events = std::min(events, other.graph.size());
                    }
                    return true;
                }));
                EXPECT_EQ(kept.finding.graph.size(), events) << to_text(program);
                ++compared;
                if (size_of(kept.finding) < size_of(*first.finding)) ++later;
                return true;
            });
    }
    EXPECT_GT(compared, 10U);
    // The first that is found would not have done.
    EXPECT_GT(later, 0U);
}

TEST(Smallest, LeavesOutWhatAnotherThreadDoesBeside) {
    Sites sites = weakened("close", Part::success);
    const ClientProgram program = client_of("1u0g mmput | 1u0g mmput | 0u1g mmgrab mmdrop");
    const Exploration first = explore(client(program), sites);
    ASSERT_TRUE(first.finding);
    const WrongClient kept = smallest_execution(program, sites, *first.finding, never);
    EXPECT_EQ(kept.finding.graph.length(3), 0U) << timeline_text(kept.finding);
    const Schedule schedule = schedule_of(client(program), sites, kept.finding.graph);
    const Replayed again = replay(client(program), sites, schedule);
    EXPECT_EQ(again.ending, Ending::faulty);
    EXPECT_EQ(timeline_text(again.finding), timeline_text(kept.finding));
}

TEST(Smallest, MakesALargeProgramTheSmallestThatIsKnown) {
    Sites sites = weakened("decrement", Part::update);
    const ClientProgram program = client_of(
        "arefs: 2u1g mmgrab mmget mmput mmdrop mmput mmput | 0u1g mmdrop | 1u1g mmget_not_zero "
        "mmdrop mmput mmput");
    const Exploration first = explore(client(program), sites);
    ASSERT_TRUE(first.finding);
    const WrongClient smallest = made_smaller(program, sites, *first.finding, never);
    EXPECT_EQ(to_text(smallest.program), "arefs: 1u0g mmput | 1u0g mmput");
    EXPECT_EQ(clause_of(smallest.finding), clause_of(*first.finding));
    for (const ClientProgram& less : with_one_thing_less(smallest.program)) {
        EXPECT_FALSE(explore(client(less), sites).finding) << to_text(less);
    }
}

TEST(Smallest, LacksOneThingOfAProgram) {
    std::vector<std::string> programs;
    for (const ClientProgram& less :
         with_one_thing_less(client_of("1u1g mmput mmget_not_zero | 1u0g"))) {
        programs.push_back(to_text(less));
    }
    EXPECT_EQ(programs, (std::vector<std::string>{"1u0g", "1u1g mmput mmget_not_zero",
                                                  "1u1g mmget_not_zero | 1u0g", "1u1g mmput | 1u0g",
                                                  "1u1g mmput mmget_not_zero | 0u0g"}));
}

}  // namespace
}  // namespace mm::explorer
