// The property of initialisers: programs of initialisations, misuse included.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "initialisers/trial.hpp"
#include "runner/situations.hpp"
#include "runner/tally.hpp"

namespace mm::proptests {

/// What the programs of a run share.
struct InitialiserPrograms {
    Tally& tally;
    Situations& situations;
    std::uint64_t programs = 0;
    /// The shrunk counterexample, if there is one.
    std::optional<initialisers::Finding> finding{};
    /// The same as an input of fuzz_initialisers_replay.
    std::vector<std::uint8_t> bytes{};
};

/// Runs one random program on library and reference at once; to be called by RapidCheck.
void one_initialiser_program(InitialiserPrograms& run);

}  // namespace mm::proptests
