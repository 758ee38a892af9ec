// What the explorer finds in programs that are wrong, and what it refuses.
#include "explorer/exploration.hpp"

#include <gtest/gtest.h>

#include <array>
#include <bit>
#include <cstddef>
#include <memory>
#include <new>

#include "explorer/modelled_atomic.hpp"
#include "explorer/report.hpp"
#include "explorer/schedule.hpp"

namespace mm::explorer {
namespace {

constexpr std::memory_order relaxed = std::memory_order_relaxed;
constexpr std::memory_order acquire = std::memory_order_acquire;
constexpr std::memory_order release = std::memory_order_release;

struct Shared {
    Atomic<int> flag{0};
    Plain<int> data{0};
};

using Body = std::function<void(Shared&)>;

[[nodiscard]] Program program(const std::vector<Body>& bodies) {
    const auto shared = std::make_shared<Shared*>(nullptr);
    Program made{.name = "test"};
    made.begin = [shared] {
        Machine::running()->name_next({"flag", "data"});
        *shared = new Shared;
    };
    for (const Body& body : bodies) {
        made.threads.emplace_back([shared, body] { body(**shared); });
    }
    made.end = [shared] { delete *shared; };
    return made;
}

[[nodiscard]] Exploration explored(const std::vector<Body>& bodies) {
    Sites sites;
    return explore(program(bodies), sites);
}

void expect_trouble(const std::vector<Body>& bodies, Trouble trouble) {
    const Exploration result = explored(bodies);
    ASSERT_TRUE(result.finding);
    EXPECT_EQ(result.finding->trouble, trouble) << result.finding->what;
}

void publish(Shared& shared, std::memory_order order) {
    shared.data.write(1);
    shared.flag.store(1, order);
}
void take(Shared& shared, std::memory_order order) {
    if (shared.flag.load(order) == 1) static_cast<void>(shared.data.read());
}

TEST(Exploration, FindsARace) {
    expect_trouble({[](Shared& shared) { publish(shared, relaxed); },
                    [](Shared& shared) { take(shared, acquire); }},
                   Trouble::data_race);
}
TEST(Exploration, FindsNoneWhereAMessageOrdersTheAccesses) {
    const Exploration result = explored({[](Shared& shared) { publish(shared, release); },
                                         [](Shared& shared) { take(shared, acquire); }});
    EXPECT_FALSE(result.finding);
    EXPECT_EQ(result.executions, 2U);
}
TEST(Exploration, FindsAUseAfterTheEnd) {
    // In a place that outlives its object, so that no compiler warns of what this test does.
    struct Place {
        alignas(Atomic<int>) std::array<std::byte, sizeof(Atomic<int>)> bytes{};
        [[nodiscard]] Atomic<int>* object() {
            return std::launder(reinterpret_cast<Atomic<int>*>(bytes.data()));
        }
    };
    const auto place = std::make_shared<Place>();
    Program made{.name = "test"};
    made.begin = [place] { new (place->bytes.data()) Atomic<int>(0); };
    made.threads = {[place] {
        std::destroy_at(place->object());
        static_cast<void>(place->object()->load(relaxed));
    }};
    Sites sites;
    const Exploration result = explore(made, sites);
    ASSERT_TRUE(result.finding);
    EXPECT_EQ(result.finding->trouble, Trouble::used_after_end);
}
TEST(Exploration, FindsAnEndWhileAnotherThreadMayUseIt) {
    const auto location = std::make_shared<Atomic<int>*>(nullptr);
    Program made{.name = "test"};
    made.begin = [location] { *location = new Atomic<int>(0); };
    made.threads = {[location] { delete *location; },
                    [location] { static_cast<void>((*location)->load(relaxed)); }};
    Sites sites;
    const Exploration result = explore(made, sites);
    ASSERT_TRUE(result.finding);
    EXPECT_EQ(result.finding->trouble, Trouble::ended_in_use);
}
TEST(Exploration, FindsAUseByAThreadThatDoesNotKnowOfTheBeginning) {
    // The pointer arrives, but nothing that was done before it was sent.
    const auto published = std::make_shared<Atomic<Plain<int>*>*>(nullptr);
    Program made{.name = "test"};
    made.begin = [published] { *published = new Atomic<Plain<int>*>(nullptr); };
    made.threads = {[published] { (*published)->store(new Plain<int>(1), relaxed); },
                    [published] {
                        if (Plain<int>* const found = (*published)->load(acquire)) {
                            static_cast<void>(found->read());
                        }
                    }};
    made.end = [published] {
        delete (*published)->load(relaxed);
        delete *published;
    };
    Sites sites;
    const Exploration result = explore(made, sites);
    ASSERT_TRUE(result.finding);
    EXPECT_EQ(result.finding->trouble, Trouble::used_before_birth);
}
TEST(Exploration, FindsALeakAndADoubleFree) {
    expect_trouble({[](Shared&) {
                       static_cast<void>(Machine::running()->allocate(sizeof(int), alignof(int)));
                   }},
                   Trouble::never_freed);
    expect_trouble({[](Shared&) {
                       Machine& machine = *Machine::running();
                       void* const block = machine.allocate(sizeof(int), alignof(int));
                       for (int times = 0; times != 2; ++times) {
                           static_cast<void>(machine.free(block));
                       }
                   }},
                   Trouble::freed_twice);
}
TEST(Exploration, FindsWhatTheProgramsOwnJudgeSays) {
    Program made = program({[](Shared& shared) { shared.flag.store(1, relaxed); }});
    made.judge = [](const ExecutionGraph&) { return std::optional<std::string>("so it is"); };
    Sites sites;
    const Exploration result = explore(made, sites);
    ASSERT_TRUE(result.finding);
    EXPECT_EQ(result.finding->what, "so it is");
}
TEST(Exploration, RefusesAProgramThatDiffersFromRunToRun) {
    const auto runs = std::make_shared<int>(0);
    expect_trouble({[runs](Shared& shared) {
                        if (++*runs > 1) shared.data.write(1);
                        shared.flag.store(1, relaxed);
                    },
                    [](Shared& shared) { static_cast<void>(shared.flag.load(relaxed)); }},
                   Trouble::not_explorable);
}
TEST(Exploration, RefusesAProgramOfTooManyEvents) {
    expect_trouble({[](Shared& shared) {
                       for (int step = 0; step != 200; ++step) shared.flag.store(step, relaxed);
                   }},
                   Trouble::too_many_events);
}
TEST(ExplorationDeathTest, RefusesAnOrderThatIsNotModelled) {
    EXPECT_DEATH(static_cast<void>(explored({[](Shared& shared) {
                     static_cast<void>(shared.flag.load(std::memory_order_consume));
                 }})),
                 "load with order consume is not modelled");
}
TEST(Exploration, CountsAWaitThatNothingEnds) {
    const Exploration result = explored({[](Shared& shared) {
        while (shared.flag.load(relaxed) == 0) let_others_run();
    }});
    EXPECT_EQ(result.executions, 0U);
    EXPECT_EQ(result.blocked, 1U);
}
TEST(Exploration, EndsAWaitWithTheWriteThatItWaitsFor) {
    const Exploration result = explored({[](Shared& shared) {
                                             while (shared.flag.load(relaxed) == 0)
                                                 let_others_run();
                                         },
                                         [](Shared& shared) { shared.flag.store(1, relaxed); }});
    EXPECT_EQ(result.executions, 1U);
    EXPECT_EQ(result.blocked, 1U);
}
TEST(Exploration, TakesEveryChoice) {
    Sites sites;
    const auto chosen = std::make_shared<std::size_t>(0);
    Program made{.name = "test"};
    made.threads = {[chosen] { *chosen = Machine::running()->choose(3); }};
    made.outcome = [chosen] { return std::to_string(*chosen); };
    EXPECT_EQ(explore(made, sites).outcomes,
              (std::map<std::string, std::uint64_t>{{"0", 1}, {"1", 1}, {"2", 1}}));
}
TEST(Exploration, EndsWhenItIsAsked) {
    Sites sites;
    const Exploration result =
        explore(program({[](Shared& shared) { shared.flag.store(1, relaxed); }}), sites,
                [] { return true; });
    EXPECT_FALSE(result.complete);
    EXPECT_EQ(result.executions, 0U);
}

TEST(Schedule, RunsAFindingAgain) {
    const Program made = program({[](Shared& shared) { publish(shared, relaxed); },
                                  [](Shared& shared) { take(shared, acquire); }});
    Sites sites;
    const Exploration result = explore(made, sites);
    ASSERT_TRUE(result.finding);
    const Schedule schedule = schedule_of(made, sites, result.finding->graph);
    const Replayed again = replay(made, sites, schedule);
    EXPECT_EQ(again.ending, Ending::faulty);
    EXPECT_EQ(again.finding.what, result.finding->what);
    // Not every schedule would have done.
    std::size_t right = 0;
    for (std::size_t step = 0; step != schedule.size(); ++step) {
        Schedule other = schedule;
        ++other[step];
        if (replay(made, sites, other).ending == Ending::complete) ++right;
    }
    EXPECT_GT(right, 0U);
}

TEST(Schedule, IsFoundForEveryExecution) {
    // Also for those that come of a read-modify-write which overtakes another.
    const auto shared = std::make_shared<Atomic<int>*>(nullptr);
    Program made{.name = "test"};
    made.begin = [shared] { *shared = new Atomic<int>(0); };
    const auto add = [shared] { static_cast<void>((*shared)->fetch_add(1, relaxed)); };
    made.threads = {add, [add] {
                        add();
                        add();
                    }};
    made.end = [shared] { delete *shared; };
    Sites sites;
    std::vector<ExecutionGraph> graphs;
    made.judge = [&](const ExecutionGraph& graph) {
        graphs.push_back(graph);
        return std::optional<std::string>();
    };
    static_cast<void>(explore(made, sites));
    EXPECT_EQ(graphs.size(), 3U);
    const std::vector<ExecutionGraph> all = graphs;
    for (const ExecutionGraph& graph : all) {
        graphs.clear();
        EXPECT_EQ(replay(made, sites, schedule_of(made, sites, graph)).ending, Ending::complete);
        // Once on the way to the schedule, and once along it.
        ASSERT_EQ(graphs.size(), 2U);
        EXPECT_EQ(graphs.back().size(), graph.size());
    }
}

TEST(Report, ShowsWhoReadsFromWhomAndWhereTheTroubleIs) {
    Sites sites;
    const Exploration result = explore(program({[](Shared& shared) { publish(shared, relaxed); },
                                                [](Shared& shared) { take(shared, acquire); }}),
                                       sites);
    ASSERT_TRUE(result.finding);
    EXPECT_EQ(timeline_text(*result.finding),
              "   1  T0  starts the threads\n"
              "   2        T1  writes data, not atomic    <<< here\n"
              "   3        T1  flag := 1, relaxed\n"
              "   4              T2  reads flag 1, acquire (from 3)\n"
              "   5              T2  reads data, not atomic    <<< here\n");
    const std::string picture = timeline_svg(*result.finding);
    EXPECT_NE(picture.find("<path d=\"M"), std::string::npos);
    EXPECT_NE(picture.find("thread 2"), std::string::npos);
}

TEST(Report, TellsNoAddressAsANumber) {
    const auto shared = std::make_shared<Atomic<Word*>*>(nullptr);
    Program made{.name = "test"};
    made.begin = [shared] {
        Machine& machine = *Machine::running();
        machine.name_next({"pointer"});
        *shared = new Atomic<Word*>(nullptr);
        machine.name_value(Word{1} << 40U, "flag");
    };
    made.threads = {[shared] {
        Atomic<Word*>& pointer = **shared;
        Word* const block = new Word(0);
        pointer.store(block, relaxed);
        pointer.store(reinterpret_cast<Word*>(&pointer), relaxed);
        for (const Word value : {(Word{1} << 40U) + 2, ~Word{0}}) {
            pointer.store(std::bit_cast<Word*>(value), relaxed);
        }
        delete block;
        Machine::running()->fail("enough");
    }};
    Sites sites;
    const Exploration result = explore(made, sites);
    ASSERT_TRUE(result.finding);
    EXPECT_EQ(timeline_text(*result.finding),
              "   1  T0  starts the threads\n"
              "   2        T1  pointer := an address, relaxed\n"
              "   3        T1  pointer := &pointer, relaxed\n"
              "   4        T1  pointer := flag + 2, relaxed\n"
              "   5        T1  pointer := -1, relaxed    <<< here\n");
}

}  // namespace
}  // namespace mm::explorer
