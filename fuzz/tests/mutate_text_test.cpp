// The mutator of texts: lines that fit, mostly of the text form, and all of its changes within
// reach.
#include "mutate_text.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "operations/trace_text.hpp"

namespace mm::fuzz {
namespace {

constexpr std::size_t room_for_text = 1536;
constexpr std::uint32_t text_seeds = 300;

/// The line at which it is refused, or 0.
[[nodiscard]] std::size_t refused_line(const std::string& text) {
    try {
        static_cast<void>(proptests::parse_trace(text));
        return 0;
    } catch (const proptests::ParseError& error) {
        return error.line();
    }
}

[[nodiscard]] std::string grown_text(std::uint32_t seed, std::uint32_t times) {
    std::string text;
    for (std::uint32_t time = 0; time != times; ++time) {
        text = mutate_text(text, refused_line(text), room_for_text, 100 * seed + time);
    }
    return text;
}

[[nodiscard]] std::vector<std::string> text_lines(const std::string& text) {
    std::vector<std::string> lines;
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t end = text.find('\n', at);
        lines.push_back(text.substr(at, end - at));
        at = end == std::string::npos ? text.size() : end + 1;
    }
    return lines;
}

TEST(MutateText, GivesWholeLinesThatFit) {
    for (std::uint32_t seed = 0; seed != text_seeds; ++seed) {
        const std::size_t room = 1 + seed;
        const std::string made = mutate_text(grown_text(seed, 8), 0, room, seed);
        ASSERT_FALSE(made.empty());
        ASSERT_LE(made.size(), room);
        if (std::count(made.begin(), made.end(), '\n') != 0) {
            ASSERT_EQ(made.back(), '\n');
        }
    }
}

TEST(MutateText, OneSeedGivesOneResult) {
    EXPECT_EQ(grown_text(17, 9), grown_text(17, 9));
    EXPECT_NE(grown_text(17, 9), grown_text(18, 9));
}

TEST(MutateText, MostTextsGrowLongAndAreRead) {
    std::size_t refused = 0;
    std::size_t lines = 0;
    for (std::uint32_t seed = 0; seed != text_seeds; ++seed) {
        const std::string text = grown_text(seed, 40);
        lines += text_lines(text).size();
        refused += refused_line(text) != 0;
    }
    EXPECT_GT(lines, text_seeds * 20);
    EXPECT_LT(refused * 3, text_seeds);
    EXPECT_GT(refused * 20, text_seeds);
}

TEST(MutateText, EveryChangeIsWithinReach) {
    std::size_t longer = 0;
    std::size_t shorter = 0;
    std::size_t permuted = 0;
    std::size_t replaced = 0;
    for (std::uint32_t seed = 0; seed != text_seeds; ++seed) {
        const std::string text = grown_text(seed, 30);
        const auto before = text_lines(text);
        const auto after = text_lines(mutate_text(text, 0, 2 * room_for_text, seed));
        longer += after.size() > before.size();
        shorter += after.size() < before.size();
        if (after.size() != before.size() || after == before) continue;
        permuted += std::is_permutation(after.begin(), after.end(), before.begin());
        std::size_t changed = 0;
        for (std::size_t at = 0; at != after.size(); ++at) changed += after[at] != before[at];
        replaced += changed == 1;
    }
    for (const std::size_t times : {longer, shorter, permuted, replaced}) EXPECT_GT(times, 4U);
}

TEST(CrossText, JoinsTheStartOfOneWithTheEndOfTheOther) {
    std::size_t both = 0;
    for (std::uint32_t seed = 0; seed != text_seeds; ++seed) {
        const auto one = text_lines(grown_text(seed, 20));
        const std::string other = grown_text(seed + text_seeds, 20);
        const auto made = text_lines(cross_text(grown_text(seed, 20), other, 4096, seed));
        const auto middle = std::mismatch(one.begin(), one.end(), made.begin(), made.end()).second;
        std::string rest;
        for (auto line = middle; line != made.end(); ++line) rest += *line + "\n";
        ASSERT_TRUE(other.ends_with(rest));
        both += middle != made.begin() && middle != made.end();
    }
    EXPECT_GT(both * 2, text_seeds);
}

}  // namespace
}  // namespace mm::fuzz
