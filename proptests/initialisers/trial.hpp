// A program of initialisations on the checked library and on the reference at once.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>

#include "initialisers/expectation.hpp"
#include "initialisers/program.hpp"
#include "mm/spec/clauses.hpp"
#include "runner/tally.hpp"

namespace mm::proptests::initialisers {

/// Where library and reference part, and the program up to there, in words.
struct Finding {
    spec::Clause clause{};
    std::string text;
    std::string program;
};

/// Is shown each statement, and what it did where that is as it must be.
using Watcher = std::function<void(const Statement&, const Outcome&)>;

/// Runs the program that `bytes` are; counts in `tally` what held and what broke.
[[nodiscard]] std::optional<Finding> try_program(std::span<const std::uint8_t> bytes, Tally& tally,
                                                 const Watcher& watcher = {});

}  // namespace mm::proptests::initialisers
