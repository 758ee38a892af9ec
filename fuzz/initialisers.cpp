// The fuzz target initialisers: bytes become programs of initialisations, misuse included, and run
// on the checked library and on a reference at once.
//
// Environment: MMSPEC_TALLY=FILE is appended how often each clause was exercised. The input of a
// finding, which libFuzzer keeps, replays with fuzz_initialisers_replay.
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <span>

#include "campaign.hpp"
#include "hand_over.hpp"
#include "initialisers/trial.hpp"
#include "mutate_initialisers.hpp"
#include "runner/tally.hpp"
#include "surroundings.hpp"
#include "target.hpp"

namespace {

/// Of a campaign, in bytes: room for as many statements as a program can have.
constexpr std::size_t longest = 320;

constinit mm::proptests::Tally tally;

}  // namespace

std::size_t mm::fuzz::unit_size() noexcept {
    return 1;
}

extern "C" int LLVMFuzzerInitialize(int* count, char*** values) {
    mm::fuzz::set_up_campaign(*count, *values, longest);
    std::atexit([] { mm::fuzz::write_tally(tally); });
    return 0;
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
    using namespace mm::proptests::initialisers;
    std::size_t statements = 0;
    const auto found = try_program(std::span(bytes, size), tally,
                                   [&](const Statement&, const Outcome&) { ++statements; });
    mm::fuzz::count_run(statements);
    if (!found) return 0;
    const auto id = mm::spec::text(found->clause).id;
    std::fprintf(stderr, "broken: %.*s: %s\n%s", static_cast<int>(id.size()), id.data(),
                 found->text.c_str(), found->program.c_str());
    mm::fuzz::write_tally(tally);
    std::abort();
}

extern "C" std::size_t LLVMFuzzerCustomMutator(std::uint8_t* bytes, std::size_t size,
                                               std::size_t room, unsigned seed) {
    return mm::fuzz::hand_over(mm::fuzz::mutate_initialisers({bytes, size}, room, seed), bytes);
}

extern "C" std::size_t LLVMFuzzerCustomCrossOver(const std::uint8_t* one, std::size_t one_size,
                                                 const std::uint8_t* other, std::size_t other_size,
                                                 std::uint8_t* bytes, std::size_t room,
                                                 unsigned seed) {
    return mm::fuzz::hand_over(
        mm::fuzz::cross_initialisers({one, one_size}, {other, other_size}, room, seed), bytes);
}
