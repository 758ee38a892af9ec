// The mutator: whole operations, within the room, and all of its changes within reach.
#include "mutate.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <set>
#include <vector>

namespace {

using namespace mm::fuzz;

using Bytes = std::vector<std::uint8_t>;
using Operation = std::array<std::uint8_t, 3>;

constexpr Sizes sizes{3, 360};
constexpr std::uint32_t seeds = 5000;

/// Operations that can be told apart: 0 0 0, 1 1 1 and so on.
[[nodiscard]] Bytes numbered(std::uint8_t count, std::uint8_t first = 0) {
    Bytes bytes;
    for (std::uint8_t number = 0; number != count; ++number) {
        bytes.insert(bytes.end(), 3, static_cast<std::uint8_t>(first + number));
    }
    return bytes;
}

[[nodiscard]] std::vector<Operation> operations(const Bytes& bytes) {
    std::vector<Operation> made;
    for (std::size_t at = 0; at + 3 <= bytes.size(); at += 3) {
        made.push_back({bytes[at], bytes[at + 1], bytes[at + 2]});
    }
    return made;
}

[[nodiscard]] bool is_whole(const Operation& operation) {
    return operation[0] == operation[1] && operation[1] == operation[2];
}

TEST(Mutate, GivesWholeOperationsThatFit) {
    for (const Sizes each : {Sizes{3, 360}, Sizes{4, 480}, Sizes{3, 100}, Sizes{4, 4}}) {
        for (std::uint32_t seed = 0; seed != seeds; ++seed) {
            const Bytes made = mutate(Bytes(seed % 400, 7), each, seed);
            ASSERT_FALSE(made.empty());
            ASSERT_LE(made.size(), each.room);
            ASSERT_EQ(made.size() % each.operation, 0U);
        }
    }
}

TEST(Mutate, CutsWhereNoOperationHasRoom) {
    EXPECT_EQ(mutate(Bytes{1, 2, 3}, {3, 2}, 1), (Bytes{1, 2}));
    EXPECT_EQ(cross(Bytes{1, 2, 3}, Bytes{4, 5, 6}, {3, 2}, 1), (Bytes{1, 2}));
}

TEST(Mutate, OneSeedGivesOneResult) {
    EXPECT_EQ(mutate(numbered(40), sizes, 17), mutate(numbered(40), sizes, 17));
    EXPECT_NE(mutate(numbered(40), sizes, 17), mutate(numbered(40), sizes, 18));
}

TEST(Mutate, EveryChangeIsWithinReach) {
    const Bytes before = numbered(50);
    const auto old = operations(before);
    std::size_t longer = 0;
    std::size_t shorter = 0;
    std::size_t swapped = 0;
    std::size_t copied = 0;
    std::size_t one_byte = 0;
    std::size_t retargeted = 0;
    for (std::uint32_t seed = 0; seed != seeds; ++seed) {
        const auto made = operations(mutate(before, sizes, seed));
        longer += made.size() > old.size();
        shorter += made.size() < old.size();
        const std::set<Operation> kinds(made.begin(), made.end());
        copied += made.size() > old.size() && kinds.size() == old.size();
        if (made.size() != old.size()) continue;
        swapped += made != old && std::is_permutation(made.begin(), made.end(), old.begin());
        std::size_t changed = 0;
        std::set<std::uint8_t> targets;
        for (std::size_t at = 0; at != made.size(); ++at) {
            if (made[at] == old[at]) continue;
            ++changed;
            if (made[at][0] == old[at][0] && made[at][2] == old[at][2]) targets.insert(made[at][1]);
        }
        one_byte += changed == 1;
        retargeted += changed > 2 && targets.size() == 1;
    }
    for (const std::size_t times : {longer, shorter, swapped, copied, one_byte, retargeted}) {
        EXPECT_GT(times, 20U);
    }
}

TEST(Mutate, MostOperationsStayWhatTheyWere) {
    std::size_t kept = 0;
    std::size_t all = 0;
    for (std::uint32_t seed = 0; seed != seeds; ++seed) {
        const auto made = operations(mutate(numbered(50), sizes, seed));
        kept += static_cast<std::size_t>(std::count_if(made.begin(), made.end(), is_whole));
        all += made.size();
    }
    EXPECT_GT(kept * 10, all * 9);
}

TEST(Mutate, InputsGrowFromNothing) {
    Bytes grown;
    for (std::uint32_t seed = 0; seed != 40; ++seed) grown = mutate(grown, sizes, seed);
    EXPECT_GT(grown.size() / 3, 16U);
}

TEST(Cross, JoinsTheStartOfOneWithARunOfTheOther) {
    std::size_t both = 0;
    for (std::uint32_t seed = 0; seed != seeds; ++seed) {
        const auto made = operations(cross(numbered(50), numbered(50, 100), sizes, seed));
        ASSERT_FALSE(made.empty());
        ASSERT_LE(made.size() * 3, sizes.room);
        const auto middle = std::find_if(made.begin(), made.end(),
                                         [](const Operation& each) { return each[0] >= 100; });
        for (auto each = made.begin(); each != made.end(); ++each) {
            ASSERT_TRUE(is_whole(*each));
            ASSERT_EQ((*each)[0] < 100, each < middle);
            if (each != made.begin() && each != middle) {
                ASSERT_EQ((*each)[0], (*(each - 1))[0] + 1);
            }
        }
        both += middle != made.begin() && middle != made.end();
    }
    EXPECT_GT(both * 2, seeds);
}

}  // namespace
