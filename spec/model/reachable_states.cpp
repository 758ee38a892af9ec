// Prints every abstract state that the reference model can reach with bounded references, one a
// line, in the words of specification.pml; reachable compares the two.
#include <algorithm>
#include <array>
#include <charconv>
#include <cstdint>
#include <iostream>
#include <optional>
#include <set>
#include <sstream>
#include <string>
#include <string_view>
#include <vector>

#include "model/reference_model.hpp"

namespace {

using mm::proptests::Kind;
using mm::proptests::MmName;
using mm::proptests::Operation;
using mm::proptests::ReferenceModel;
using mm::proptests::Stop;

struct Bounds {
    std::uint64_t users = 0;
    std::uint64_t grabs = 0;
    std::uint8_t threads = 0;
};

/// One mm in the words of spec/abstract_state.md.
struct AbstractState {
    std::string_view phase = "freed";
    std::uint64_t users = 0;
    std::uint64_t grabs = 0;
    bool queued = false;
};

/// A state of the model, and where its threads are stopped: the model itself does not tell.
struct Reached {
    ReferenceModel model{};
    std::array<std::optional<Operation>, mm::proptests::threads + 1> stopped{};
    /// How many grabs there were when the struct was freed.
    std::uint64_t grabs_at_free = 0;
};

bool is_live(ReferenceModel model, std::uint8_t idle_thread) {
    return model.apply({.kind = Kind::mmget_not_zero, .thread = idle_thread}).answer == true;
}

AbstractState abstract_state(const Reached& reached, std::uint8_t idle_thread) {
    const ReferenceModel& model = reached.model;
    const auto counters = model.counters(MmName::a);
    if (!counters) return {.grabs = reached.grabs_at_free};
    const std::uint64_t count = counters->count;
    if (model.is_torn_down(MmName::a)) return {"torn_down", 0, count, false};
    if (!is_live(model, idle_thread)) return {"tearing_down", 0, count - 1, model.has_queued()};
    // A put that took the word to 0 and has not decided yet is still a user.
    return {"live", std::max<std::uint64_t>(counters->users, 1), count - 1, false};
}

std::string text(const AbstractState& state) {
    std::ostringstream line;
    line << state.phase << " users=" << state.users << " grabs=" << state.grabs
         << " queued=" << state.queued;
    return line.str();
}

std::string key(const Reached& reached, std::uint8_t idle_thread) {
    std::ostringstream line;
    line << text(abstract_state(reached, idle_thread));
    if (const auto counters = reached.model.counters(MmName::a)) line << ' ' << counters->users;
    for (const auto& stopped : reached.stopped) {
        line << '|';
        if (stopped) {
            line << static_cast<int>(stopped->kind) << '.' << static_cast<int>(*stopped->before);
        }
    }
    return line.str();
}

/// What one thread may do next, by the duties of a caller.
std::vector<Operation> operations_of(std::uint8_t thread, const Reached& reached,
                                     const AbstractState& state, const Bounds& bounds) {
    if (reached.stopped[thread]) return {{.kind = Kind::resume, .thread = thread}};
    std::vector<Operation> operations;
    const auto add = [&](Kind kind, std::optional<Stop> before = std::nullopt) {
        operations.push_back({.kind = kind, .thread = thread, .before = before});
    };
    const bool has_reference = state.users + state.grabs != 0;
    if (has_reference && state.users < bounds.users) add(Kind::mmget);
    if (has_reference && state.users < bounds.users) add(Kind::mmget_not_zero);
    if (has_reference && state.grabs < bounds.grabs) add(Kind::mmgrab);
    add(Kind::mmdrop);
    add(Kind::flush_mmput_async);
    for (const Kind put : {Kind::mmput, Kind::mmput_async}) {
        add(put);
        add(put, Stop::compare_exchange);
        add(put, put == Kind::mmput ? Stop::teardown : Stop::exchange);
    }
    return operations;
}

std::set<std::string> reachable_states(const Bounds& bounds) {
    // One thread more, which only asks.
    const auto idle_thread = static_cast<std::uint8_t>(bounds.threads + 1);
    std::set<std::string> seen;
    std::set<std::string> states;
    std::vector<Reached> waiting;
    const auto arrive = [&](const Reached& reached) {
        if (!seen.insert(key(reached, idle_thread)).second) return;
        states.insert(text(abstract_state(reached, idle_thread)));
        waiting.push_back(reached);
    };
    for (std::uint64_t users = 1; users <= bounds.users; ++users) {
        for (std::uint64_t grabs = 0; grabs <= bounds.grabs; ++grabs) {
            Reached born;
            born.model.apply({.kind = Kind::mm_alloc, .users = users, .grabs = grabs});
            arrive(born);
        }
    }
    while (!waiting.empty()) {
        const Reached from = waiting.back();
        waiting.pop_back();
        const AbstractState state = abstract_state(from, idle_thread);
        for (std::uint8_t thread = 1; thread <= bounds.threads; ++thread) {
            for (const Operation& operation : operations_of(thread, from, state, bounds)) {
                if (from.model.impossible(operation) || from.model.refusal(operation)) continue;
                Reached next = from;
                const mm::proptests::Outcome outcome = next.model.apply(operation);
                next.stopped[thread] = outcome.stopped ? std::optional(operation) : std::nullopt;
                if (outcome.freed) {
                    next.grabs_at_free = state.grabs - (operation.kind == Kind::mmdrop ? 1 : 0);
                }
                arrive(next);
            }
        }
    }
    return states;
}

std::optional<std::uint8_t> number_up_to(std::string_view word, unsigned most) {
    unsigned number = 0;
    const auto [end, error] = std::from_chars(word.data(), word.data() + word.size(), number);
    if (error != std::errc{} || end != word.data() + word.size()) return std::nullopt;
    if (number < 1 || number > most) return std::nullopt;
    return static_cast<std::uint8_t>(number);
}

}  // namespace

int main(int argc, char** argv) {
    const std::vector<std::string_view> words(argv + 1, argv + argc);
    if (words.size() == 3) {
        const auto threads = number_up_to(words[0], mm::proptests::threads - 1U);
        const auto users = number_up_to(words[1], 9);
        const auto grabs = number_up_to(words[2], 9);
        if (threads && users && grabs) {
            for (const std::string& state : reachable_states({*users, *grabs, *threads})) {
                std::cout << state << '\n';
            }
            return 0;
        }
    }
    std::cerr
        << "usage: reachable_states THREADS USERS GRABS\nThreads from 1 to 3, users and grabs "
           "from 1 to 9.\n";
    return 2;
}
