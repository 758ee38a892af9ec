// In how many executions of small programs which situation is seen.
#include "explorer/client_situations.hpp"

#include <gtest/gtest.h>

#include <map>
#include <string>
#include <string_view>

#include "explorer/client.hpp"
#include "explorer/client_text.hpp"
#include "explorer/exploration.hpp"

namespace mm::explorer {
namespace {

using Times = std::map<std::string, std::uint64_t>;

/// Without those that do not occur.
[[nodiscard]] Times situations_of(std::string_view text) {
    std::string error;
    const auto program = client_from(text, error);
    EXPECT_TRUE(program) << error;
    if (!program) return {};
    Sites sites;
    proptests::Situations reached;
    EXPECT_FALSE(explore(client(*program, &reached), sites).finding);
    Times times;
    for (std::size_t row = 0; row != spec::situations.size(); ++row) {
        const std::uint64_t found = reached.times(static_cast<spec::Situation>(row));
        if (found != 0) times[std::string(spec::situations[row].id)] = found;
    }
    return times;
}

TEST(ClientSituations, AreSeenWhereTheyAreAndNowhereElse) {
    // What thread 0 does when the others have ended is none of them.
    EXPECT_EQ(situations_of("1u0g | 0u1g"), Times{});
    EXPECT_EQ(situations_of("1u0g mmput"), Times{});
    // The upgrade comes first, between the two steps of the put (as the put sees it or not), or
    // last.
    EXPECT_EQ(situations_of("1u0g mmput | 0u1g mmget_not_zero"),
              (Times{{"Explored.rescue", 2}, {"Explored.refused_upgrade", 1}}));
    EXPECT_EQ(situations_of("1u0g mmput | 0u1g mmdrop"),
              (Times{{"Explored.free_by_the_last_put", 1}, {"Explored.grab_outlives_users", 1}}));
    EXPECT_EQ(situations_of("own: 1u0g mmgrab mmdrop mmput"),
              (Times{{"Explored.free_by_the_last_put", 1}}));
    // Or thread 0 finds it in the queue.
    EXPECT_EQ(situations_of("1u0g mmput_async"), (Times{{"Explored.deferred_teardown", 1}}));
    EXPECT_EQ(situations_of("1u0g mmput | 0u1g mmget_not_zero mmput"),
              (Times{{"Explored.rescue", 7},
                     {"Explored.refused_upgrade", 1},
                     {"Explored.last_put_against_get", 3}}));
    EXPECT_EQ(
        situations_of("1u0g mmgrab hand_over_grab mmput | 0u0g take_over_grab mmget_not_zero"),
        (Times{{"Explored.rescue", 2},
               {"Explored.refused_upgrade", 1},
               {"Explored.upgrade_after_hand_over", 3}}));
}

}  // namespace
}  // namespace mm::explorer
