// The explorer is believed because it knows what the literature knows.
#include "explorer/litmus/litmus.hpp"

#include <gtest/gtest.h>

#include <algorithm>

#include "explorer/exploration.hpp"

namespace mm::explorer {
namespace {

[[nodiscard]] std::vector<std::string> sorted(std::vector<std::string> texts) {
    std::sort(texts.begin(), texts.end());
    return texts;
}

[[nodiscard]] std::vector<std::string> outcomes(const Exploration& explored) {
    std::vector<std::string> texts;
    for (const auto& [outcome, times] : explored.outcomes) texts.push_back(outcome);
    return sorted(texts);
}

TEST(Litmus, HasFortyPrograms) {
    EXPECT_GE(litmus_programs().size(), 40U);
}

TEST(Litmus, ComesToWhatIsAllowedAndToNothingElse) {
    for (const Litmus& litmus : litmus_programs()) {
        SCOPED_TRACE(litmus.name);
        Sites sites;
        const Exploration explored = explore(litmus.program, sites);
        EXPECT_FALSE(explored.finding);
        EXPECT_EQ(outcomes(explored), sorted(litmus.allowed));
        for (const std::string& outcome : litmus.forbidden) {
            EXPECT_EQ(explored.outcomes.count(outcome), 0U) << outcome;
        }
    }
}

TEST(Litmus, RunsEachExecutionOnce) {
    for (const Litmus& litmus : litmus_programs()) {
        SCOPED_TRACE(litmus.name);
        Sites sites;
        const Exploration explored = explore(litmus.program, sites);
        EXPECT_EQ(explored.executions, litmus.executions);
        EXPECT_EQ(explored.blocked, 0U);
        EXPECT_EQ(explored.cut, 0U);
    }
}

TEST(Litmus, MissesNoneThatSomeOrderOfAllStepsComesTo) {
    for (const Litmus& litmus : litmus_programs()) {
        SCOPED_TRACE(litmus.name);
        Sites sites;
        const Exploration explored = explore(litmus.program, sites);
        const Exploration every = enumerate(litmus.program, sites);
        EXPECT_EQ(explored.executions, every.executions);
        EXPECT_EQ(explored.outcomes, every.outcomes);
    }
}

// The verdicts come from the orders: what stronger ones forbid, weaker ones allow.
TEST(Litmus, ComesToWhatIsForbiddenOnceItsOrdersAreWeaker) {
    const auto programs = litmus_programs();
    const auto named = [&](std::string_view name) -> const Litmus& {
        const auto found = std::find_if(programs.begin(), programs.end(),
                                        [&](const Litmus& litmus) { return litmus.name == name; });
        EXPECT_NE(found, programs.end()) << name;
        return *found;
    };
    for (const auto& [strong, weak] : {
             std::pair{"MP release, acquire", "MP relaxed, acquire"},
             std::pair{"MP release, acquire", "MP release, relaxed"},
             std::pair{"MP fences", "MP release fence alone"},
             std::pair{"SB seq_cst", "SB release, acquire"},
             std::pair{"SB seq_cst fences", "SB one seq_cst fence"},
             std::pair{"SB seq_cst fences", "SB acq_rel fences"},
             std::pair{"IRIW seq_cst", "IRIW acquire and seq_cst"},
             std::pair{"IRIW seq_cst fences", "IRIW relaxed"},
             std::pair{"WRC release, acquire", "WRC middle relaxed"},
             std::pair{"ISA2 release, acquire", "ISA2 middle relaxed"},
             std::pair{"2+2W seq_cst", "2+2W release"},
             std::pair{"R seq_cst", "R relaxed"},
             std::pair{"S release, acquire", "S relaxed"},
             std::pair{"RWC seq_cst fences", "RWC acquire"},
         }) {
        SCOPED_TRACE(std::string(strong) + " and " + weak);
        Sites sites;
        const Exploration explored = explore(named(weak).program, sites);
        EXPECT_EQ(explored.outcomes.count(named(strong).forbidden.front()), 1U);
    }
}

}  // namespace
}  // namespace mm::explorer
