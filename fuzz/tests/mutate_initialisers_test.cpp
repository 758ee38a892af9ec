// The mutator of programs of initialisers: whole programs, within the room, and all of its changes
// within reach.
#include "mutate_initialisers.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>
#include <string>

#include "initialisers/program.hpp"

namespace mm::fuzz {
namespace {

using namespace proptests::initialisers;

using Lines = std::vector<std::string>;

constexpr std::size_t enough_room = 4096;
constexpr std::uint32_t program_seeds = 400;

[[nodiscard]] std::vector<std::uint8_t> grown(std::uint32_t seed, int times) {
    std::vector<std::uint8_t> bytes;
    for (int time = 0; time != times; ++time) {
        bytes = mutate_initialisers(bytes, enough_room, seed + static_cast<std::uint32_t>(time));
    }
    return bytes;
}

/// Where a part of a tree fails, and how, as one letter: the number of its error any change may
/// shift.
[[nodiscard]] std::string with_letters(std::string line) {
    const std::size_t tree = line.find('(');
    if (tree == std::string::npos) return line;
    std::string bare;
    for (const char letter : line.substr(tree)) {
        if (letter < '0' || letter > '9') bare += letter;
    }
    for (const std::string fault : {"at_once:", "in_step:", "throws:"}) {
        for (std::size_t at = 0; (at = bare.find(fault)) != std::string::npos;) {
            bare.replace(at, fault.size(), 1, fault.front());
        }
    }
    return line.substr(0, tree) + bare;
}

[[nodiscard]] Lines lines(const std::vector<std::uint8_t>& bytes) {
    Lines made;
    for (const Statement& each : decode(bytes)) made.push_back(with_letters(to_text(each)));
    return made;
}

/// The tree is what it was, and a part of it fails that did not.
[[nodiscard]] bool fails_elsewhere(const std::string& before, const std::string& after) {
    if (before.size() != after.size()) return false;
    bool elsewhere = false;
    for (std::size_t at = 0; at != before.size(); ++at) {
        const bool is_part = before[at] == '.' || after[at] == '.';
        if (!is_part && before[at] != after[at]) return false;
        elsewhere = elsewhere || (before[at] == '.' && after[at] != '.');
    }
    return elsewhere;
}

[[nodiscard]] bool is_subsequence(const Lines& part, const Lines& whole) {
    auto found = whole.begin();
    return std::all_of(part.begin(), part.end(), [&](const std::string& line) {
        found = std::find(found, whole.end(), line);
        return found++ != whole.end();
    });
}

TEST(MutateInitialisers, WritesWhatIsReadBack) {
    for (std::uint32_t seed = 0; seed != program_seeds; ++seed) {
        const auto bytes = grown(seed, 12);
        ASSERT_EQ(encode(decode(bytes)), bytes);
    }
}

TEST(MutateInitialisers, GivesWholeStatementsThatFit) {
    for (std::uint32_t seed = 0; seed != program_seeds; ++seed) {
        const std::size_t room = 1 + seed % 300;
        const auto bytes = mutate_initialisers(grown(seed, 8), room, seed);
        ASSERT_FALSE(bytes.empty());
        ASSERT_LE(bytes.size(), room);
        if (decode(bytes).size() > 1) {
            ASSERT_EQ(encode(decode(bytes)), bytes);
        }
    }
}

TEST(MutateInitialisers, OneSeedGivesOneResult) {
    EXPECT_EQ(grown(17, 9), grown(17, 9));
    EXPECT_NE(grown(17, 9), grown(18, 9));
}

TEST(MutateInitialisers, ProgramsGrowFromNothing) {
    std::size_t statements = 0;
    for (std::uint32_t seed = 0; seed != 100; ++seed) statements += decode(grown(seed, 40)).size();
    EXPECT_GT(statements, 100U * 16);
}

TEST(MutateInitialisers, EveryChangeIsWithinReach) {
    std::size_t longer = 0;
    std::size_t shorter = 0;
    std::size_t permuted = 0;
    std::size_t copied = 0;
    std::size_t refailed = 0;
    std::size_t deeper = 0;
    for (std::uint32_t seed = 0; seed != program_seeds; ++seed) {
        const auto bytes = grown(seed, 20);
        const Lines before = lines(bytes);
        const Lines after = lines(mutate_initialisers(bytes, enough_room, seed + 1000));
        longer += after.size() > before.size() && is_subsequence(before, after);
        shorter += after.size() < before.size() && is_subsequence(after, before);
        const std::set<std::string> known(before.begin(), before.end());
        copied += after.size() > before.size() &&
                  std::all_of(after.begin(), after.end(),
                              [&](const std::string& line) { return known.contains(line); });
        if (after.size() != before.size() || after == before) continue;
        permuted += std::is_permutation(after.begin(), after.end(), before.begin());
        std::size_t changed = 0;
        std::size_t fail_elsewhere = 0;
        for (std::size_t at = 0; at != after.size(); ++at) {
            if (after[at] == before[at]) continue;
            ++changed;
            fail_elsewhere += fails_elsewhere(before[at], after[at]);
            deeper += after[at].size() > before[at].size() + 20 && changed == 1;
        }
        refailed += changed == 1 && fail_elsewhere == 1;
    }
    for (const std::size_t times : {longer, shorter, permuted, copied, refailed, deeper}) {
        EXPECT_GT(times, 4U);
    }
}

TEST(CrossInitialisers, JoinsTheStartOfOneWithARunOfTheOtherOrGivesItASubtree) {
    std::size_t joined = 0;
    std::size_t grafted = 0;
    for (std::uint32_t seed = 0; seed != program_seeds; ++seed) {
        const auto one = grown(seed, 20);
        const auto other = grown(seed + 5000, 20);
        const Lines first = lines(one);
        const Lines second = lines(other);
        const Lines made = lines(cross_initialisers(one, other, enough_room, seed));
        ASSERT_FALSE(made.empty());
        const auto differs = std::mismatch(first.begin(), first.end(), made.begin(), made.end());
        const auto rest = std::search(second.begin(), second.end(), differs.second, made.end());
        const bool of_both = rest != second.end() || differs.second == made.end();
        joined += of_both && differs.second != made.begin() && differs.second != made.end();
        if (of_both) continue;
        ASSERT_EQ(made.size(), first.size());
        ++grafted;
        ASSERT_TRUE(std::equal(differs.first + 1, first.end(), differs.second + 1, made.end()));
    }
    EXPECT_GT(joined * 4, program_seeds);
    EXPECT_GT(grafted * 4, program_seeds);
}

}  // namespace
}  // namespace mm::fuzz
