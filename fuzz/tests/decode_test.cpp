// The decoder in the form of the target that is linked in: any bytes are a run, every operation of
// it is possible, and all that the form names, and its misuse, is within reach.
#include "decode.hpp"

#include <gtest/gtest.h>

#include <array>
#include <cstddef>
#include <cstdint>
#include <iomanip>
#include <iostream>
#include <map>
#include <optional>
#include <random>
#include <vector>

#include "operation_target.hpp"
#include "operations/trace_text.hpp"

namespace {

using namespace mm::fuzz;
using namespace mm::proptests;
using mm::spec::Clause;

using Bytes = std::vector<std::uint8_t>;

constexpr std::size_t inputs = 1500;
const std::size_t full_size = longest_run * fuzzed_form.operation_size();

/// Of random length and content, the same each time.
[[nodiscard]] std::vector<Bytes> random_inputs() {
    std::mt19937 source(2147483646);
    std::vector<Bytes> made;
    for (std::size_t number = 0; number != inputs; ++number) {
        Bytes bytes(source() % (full_size + 100));
        for (std::uint8_t& byte : bytes) byte = static_cast<std::uint8_t>(source());
        made.push_back(std::move(bytes));
    }
    return made;
}

/// Runs the input on the model alone; `look` sees each operation before it is applied.
template <typename Look>
std::size_t run(const Bytes& bytes, Look look) {
    ReferenceModel model;
    Decoder decoder(fuzzed_form, bytes);
    while (const auto operation = decoder.next(model)) {
        if (testing::Test::HasFatalFailure()) break;
        look(model, *operation);
        model.apply(*operation);
    }
    return decoder.skipped();
}

[[nodiscard]] std::vector<std::string> texts(const Bytes& bytes) {
    std::vector<std::string> lines;
    run(bytes, [&](const ReferenceModel&, const Operation& operation) {
        lines.push_back(to_text(operation));
    });
    return lines;
}

TEST(Decode, EveryOperationIsPossible) {
    for (const Bytes& bytes : random_inputs()) {
        std::size_t made = 0;
        const std::size_t skipped =
            run(bytes, [&](const ReferenceModel& model, const Operation& operation) {
                ++made;
                ASSERT_EQ(model.impossible(operation), std::nullopt) << to_text(operation);
                if (fuzzed_form.threads) return;
                ASSERT_EQ(operation.thread, 1);
                ASSERT_EQ(operation.before, std::nullopt);
            });
        // Those that are stopped at the end are resumed.
        const std::size_t resumed = fuzzed_form.threads ? threads : 0;
        ASSERT_LE(made, longest_run + resumed);
        if (made < longest_run) {
            const std::size_t wanted = bytes.size() / fuzzed_form.operation_size();
            ASSERT_GE(made + skipped, wanted);
            ASSERT_LE(made + skipped, wanted + resumed);
        }
    }
}

TEST(Decode, TheTextFormReadsBack) {
    for (const Bytes& bytes : random_inputs()) {
        run(bytes, [](const ReferenceModel&, const Operation& operation) {
            const Trace trace = parse_trace(to_text(operation));
            ASSERT_EQ(trace.lines.size(), 1U);
            const Operation& read = trace.lines[0].operation;
            ASSERT_EQ(to_text(read), to_text(operation));
            ASSERT_TRUE(read.kind == operation.kind && read.thread == operation.thread &&
                        read.mm == operation.mm && read.aref == operation.aref &&
                        read.into == operation.into && read.users == operation.users &&
                        read.grabs == operation.grabs && read.before == operation.before)
                << to_text(operation);
        });
    }
}

TEST(Decode, AChangedByteChangesNothingBeforeIt) {
    for (const Bytes& bytes : random_inputs()) {
        const std::size_t size = fuzzed_form.operation_size();
        if (bytes.size() < size) continue;
        const std::size_t position = bytes.size() / 2;
        Bytes changed = bytes;
        changed[position] = static_cast<std::uint8_t>(changed[position] ^ 0xff);
        const Bytes start(bytes.begin(),
                          bytes.begin() + static_cast<std::ptrdiff_t>(position / size * size));
        auto prefix = texts(start);
        // At the end of the bytes what is stopped is resumed, which it need not be before more.
        while (!prefix.empty() && prefix.back().ends_with(" resume")) prefix.pop_back();
        const auto before = texts(bytes);
        const auto after = texts(changed);
        ASSERT_LE(prefix.size(), before.size());
        ASSERT_LE(prefix.size(), after.size());
        for (std::size_t line = 0; line != prefix.size(); ++line) {
            ASSERT_EQ(prefix[line], before[line]);
            ASSERT_EQ(prefix[line], after[line]);
        }
    }
}

TEST(Decode, ReachesTheAlphabetAndEveryRefusal) {
    std::map<Kind, std::size_t> granted;
    std::map<Clause, std::size_t> refused;
    std::map<MmName, std::size_t> names;
    std::size_t operations = 0;
    std::size_t misuse = 0;
    std::size_t skipped = 0;
    std::size_t endless = 0;
    for (const Bytes& bytes : random_inputs()) {
        skipped += run(bytes, [&](const ReferenceModel& model, const Operation& operation) {
            ++operations;
            const auto clause = model.refusal(operation);
            if (clause) {
                ++misuse;
                ++refused[*clause];
                ++names[operation.mm];
            } else {
                ++granted[operation.kind];
                endless += makes_endless_life(operation);
            }
        });
    }
    std::cout << inputs << " random inputs: " << operations << " operations, "
              << misuse * 100 / operations << " % misuse, " << skipped << " skipped, " << endless
              << " lives without end\n";
    for (const auto& [kind, times] : granted) {
        std::cout << "  granted " << std::setw(8) << times << "  " << mm::spec::text(kind).name
                  << "\n";
    }
    for (const auto& [clause, times] : refused) {
        std::cout << "  refused " << std::setw(8) << times << "  " << mm::spec::text(clause).id
                  << "\n";
    }
    for (const Kind kind : fuzzed_form.kinds) {
        EXPECT_NE(granted[kind], 0U) << mm::spec::text(kind).name;
    }
    std::vector<Clause> expected{
        Clause::owned_release, Clause::owned_take_over, Clause::owned_alive,    Clause::owned_user,
        Clause::owned_upgrade, Clause::owned_moved,     Clause::sleep_may_sleep};
    if (fuzzed_form.endless_lives) {
        expected.insert(expected.end(), {Clause::access_user, Clause::bound_limit});
        EXPECT_NE(endless, 0U);
    }
    for (const Clause clause : expected) {
        EXPECT_NE(refused[clause], 0U) << mm::spec::text(clause).id;
    }
    for (const MmName name : {MmName::null, MmName::wild, MmName::foreign, MmName::inside}) {
        EXPECT_NE(names[name], 0U) << mm_name_texts[static_cast<std::size_t>(name)];
    }
    // Misuse often, but most operations legal; and hardly any bytes without an operation.
    EXPECT_GT(misuse * 10, operations);
    EXPECT_LT(misuse * 10, operations * 4);
    EXPECT_LT(skipped * 4, operations);
}

/// How often a thread stopped before each step, and that what it needs is still there when it goes
/// on.
TEST(Decode, ThreadsStopAndKeepWhatTheyNeed) {
    std::array<std::size_t, stop_texts.size()> stops{};
    std::array<std::optional<Operation>, threads + 1> stopped{};
    std::size_t other_threads = 0;
    for (const Bytes& bytes : random_inputs()) {
        run(bytes, [&](const ReferenceModel& model, const Operation& operation) {
            other_threads += operation.thread != 1;
            if (operation.kind != Kind::resume) {
                stopped[operation.thread] = operation;
                return;
            }
            const Operation& goes_on = *stopped[operation.thread];
            ++stops[static_cast<std::size_t>(*goes_on.before)];
            const MmName mm = *model.subject(operation);
            ASSERT_FALSE(model.is_freed(mm)) << to_text(goes_on);
            const bool takes_user =
                goes_on.kind == Kind::mmget ||
                (goes_on.kind == Kind::aref_from_reference && goes_on.into.kind != ARefKind::grab);
            if (takes_user) {
                ASSERT_NE(model.counters(mm)->users, 0U) << to_text(goes_on);
            }
        });
    }
    for (std::size_t stop = 0; stop != stops.size(); ++stop) {
        std::cout << "  stopped " << std::setw(8) << stops[stop] << "  before " << stop_texts[stop]
                  << "\n";
        EXPECT_EQ(stops[stop] != 0, fuzzed_form.threads) << stop_texts[stop];
    }
    EXPECT_EQ(other_threads != 0, fuzzed_form.threads);
}

}  // namespace
