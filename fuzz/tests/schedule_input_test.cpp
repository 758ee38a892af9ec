// Any bytes are a program that can be written down, and a schedule of it that can be run again.
#include "schedule_input.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <vector>

#include "explorer/client.hpp"
#include "explorer/client_text.hpp"

namespace mm::fuzz {
namespace {

using Bytes = std::vector<std::uint8_t>;

[[nodiscard]] Bytes random_bytes(std::minstd_rand& random) {
    Bytes bytes((random() >> 4) % 120);
    for (std::uint8_t& byte : bytes) byte = static_cast<std::uint8_t>(random() >> 4);
    return bytes;
}

[[nodiscard]] std::size_t operations(const explorer::ClientProgram& program) {
    std::size_t number = 0;
    for (const auto& thread : program.drawn.threads) number += thread.size();
    return number;
}

TEST(ScheduleInput, IsAProgramThatComesBackFromItsText) {
    std::minstd_rand random(1);
    std::size_t longest = 0;
    for (int times = 0; times != 1000; ++times) {
        const explorer::ClientProgram program = program_from(random_bytes(random));
        const std::string text = to_text(program);
        std::string error;
        const auto again = explorer::client_from(text, error);
        ASSERT_TRUE(again) << text << ": " << error;
        EXPECT_EQ(to_text(*again), text);
        longest = std::max(longest, operations(program));
    }
    EXPECT_EQ(longest, most_client_operations);
}

TEST(ScheduleInput, HasAnOperationLessWithAUnitLess) {
    // A thread with a grab takes others, which it always may.
    Bytes bytes(4 * schedule_unit, 0);
    for (std::size_t unit = 1; unit != 4; ++unit) bytes[unit * schedule_unit] = 0x40;
    EXPECT_EQ(to_text(program_from(bytes)), "1u1g mmgrab mmgrab mmgrab | 0u0g");
    bytes.resize(bytes.size() - schedule_unit);
    EXPECT_EQ(to_text(program_from(bytes)), "1u1g mmgrab mmgrab | 0u0g");
    EXPECT_EQ(to_text(program_from({})), "1u0g | 0u0g");
}

TEST(ScheduleInput, ChoosesWhatRunsAgain) {
    std::minstd_rand random(2);
    std::size_t chosen = 0;
    for (int times = 0; times != 200; ++times) {
        const Bytes bytes = random_bytes(random);
        const explorer::Program program = client(program_from(bytes));
        explorer::Sites sites;
        ScheduleFromBytes guide(bytes);
        explorer::Machine machine(program, sites, guide);
        const explorer::Ending ending = machine.run({});
        const explorer::Replayed again = explorer::replay(program, sites, guide.taken());
        EXPECT_EQ(again.ending, ending);
        ASSERT_EQ(again.finding.graph.size(), machine.graph().size());
        for (explorer::EventId event = 0; event != machine.graph().size(); ++event) {
            const auto& one = machine.graph()[event];
            const auto& other = again.finding.graph[event];
            EXPECT_TRUE(one.thread == other.thread && one.kind == other.kind &&
                        one.reads_from == other.reads_from);
        }
        const auto& taken = guide.taken();
        chosen += static_cast<std::size_t>(
            std::count_if(taken.begin(), taken.end(), [](std::size_t way) { return way != 0; }));
    }
    EXPECT_GT(chosen, 0U);
}

}  // namespace
}  // namespace mm::fuzz
