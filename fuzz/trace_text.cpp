// The fuzz target trace_text: any bytes go to the parser of operation traces. It may refuse them,
// and says at which line; what it accepts is written down and read back, and is then the same.
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <optional>
#include <string>
#include <string_view>

#include "campaign.hpp"
#include "hand_over.hpp"
#include "mutate_text.hpp"
#include "operations/trace_text.hpp"
#include "target.hpp"

namespace {

using namespace mm::proptests;

/// Of a campaign, in bytes: a trace of some fifty lines.
constexpr std::size_t longest = 1536;

[[noreturn]] void stop(const std::string& text) {
    std::fprintf(stderr, "broken: the text form: %s\n", text.c_str());
    std::abort();
}

/// The words behind the arrow, one each for what is expected.
[[nodiscard]] std::string to_text(const Expectation& expected) {
    std::string text;
    const auto add = [&](const std::string& word) { text += (text.empty() ? "" : ", ") + word; };
    if (expected.refused) add("refused " + std::string(mm::spec::text(*expected.refused).id));
    if (expected.answer) add(*expected.answer ? "yes" : "no");
    if (expected.users) add("users " + std::to_string(*expected.users));
    if (expected.count) add("count " + std::to_string(*expected.count));
    if (expected.stopped) add("stopped");
    if (expected.queued) add("queued");
    if (expected.teardown) add("teardown");
    if (expected.freed) add("free");
    return text;
}

[[nodiscard]] std::string to_text(const Trace& trace) {
    std::string text;
    for (const TraceLine& line : trace.lines) {
        text += to_text(line.operation);
        // An arrow is followed by outcomes, so there is at least one.
        if (line.expected) text += " -> " + to_text(*line.expected);
        text += "\n";
    }
    if (!trace.leaks.empty()) text += "leak";
    for (const MmName name : trace.leaks) {
        text += " " + std::string(mm_name_texts[static_cast<std::size_t>(name)]);
    }
    return text;
}

[[nodiscard]] bool is_same(const Operation& one, const Operation& other) {
    return one.kind == other.kind && one.thread == other.thread && one.mm == other.mm &&
           one.aref == other.aref && one.into == other.into && one.users == other.users &&
           one.grabs == other.grabs && one.before == other.before;
}

[[nodiscard]] bool is_same(const std::optional<Expectation>& one,
                           const std::optional<Expectation>& other) {
    if (!one || !other) return one.has_value() == other.has_value();
    return one->refused == other->refused && one->answer == other->answer &&
           one->users == other->users && one->count == other->count &&
           one->stopped == other->stopped && one->queued == other->queued &&
           one->teardown == other->teardown && one->freed == other->freed;
}

[[nodiscard]] bool is_same(const Trace& one, const Trace& other) {
    return one.leaks == other.leaks &&
           std::equal(one.lines.begin(), one.lines.end(), other.lines.begin(), other.lines.end(),
                      [](const TraceLine& here, const TraceLine& there) {
                          return is_same(here.operation, there.operation) &&
                                 is_same(here.expected, there.expected);
                      });
}

/// A trace, or the line at which it is refused.
struct Parsed {
    std::optional<Trace> trace{};
    std::size_t refused = 0;
};

[[nodiscard]] Parsed parse(std::string_view text) {
    try {
        return {.trace = parse_trace(text)};
    } catch (const ParseError& error) {
        const auto lines = 1 + std::count(text.begin(), text.end(), '\n');
        if (error.line() < 1 || error.line() > lines) {
            stop("refused at line " + std::to_string(error.line()) + " of " +
                 std::to_string(lines));
        }
        return {.refused = error.line()};
    }
}

[[nodiscard]] std::string_view text_of(const std::uint8_t* bytes, std::size_t size) {
    return {reinterpret_cast<const char*>(bytes), size};
}

}  // namespace

std::size_t mm::fuzz::unit_size() noexcept {
    return 1;
}

extern "C" int LLVMFuzzerInitialize(int* count, char*** values) {
    mm::fuzz::set_up_campaign(*count, *values, longest);
    return 0;
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
    const auto [read, refused] = parse(text_of(bytes, size));
    // Of what is refused, the lines before.
    mm::fuzz::count_run(read ? read->lines.size() : refused - 1);
    if (!read) return 0;
    const std::string written = to_text(*read);
    const auto again = parse(written).trace;
    if (!again) stop("what was accepted is refused once it is written down:\n" + written);
    if (!is_same(*read, *again)) stop("it reads back as another trace:\n" + written);
    return 0;
}

/// libFuzzer's own changes to bytes, dictionary included; another engine has none.
extern "C" __attribute__((weak)) std::size_t LLVMFuzzerMutate(std::uint8_t* bytes, std::size_t size,
                                                              std::size_t room);

extern "C" std::size_t LLVMFuzzerCustomMutator(std::uint8_t* bytes, std::size_t size,
                                               std::size_t room, unsigned seed) {
    if (seed % 16 == 0 && LLVMFuzzerMutate != nullptr) return LLVMFuzzerMutate(bytes, size, room);
    const std::string_view text = text_of(bytes, size);
    return mm::fuzz::hand_over(mm::fuzz::mutate_text(text, parse(text).refused, room, seed), bytes);
}

extern "C" std::size_t LLVMFuzzerCustomCrossOver(const std::uint8_t* one, std::size_t one_size,
                                                 const std::uint8_t* other, std::size_t other_size,
                                                 std::uint8_t* bytes, std::size_t room,
                                                 unsigned seed) {
    return mm::fuzz::hand_over(
        mm::fuzz::cross_text(text_of(one, one_size), text_of(other, other_size), room, seed),
        bytes);
}
