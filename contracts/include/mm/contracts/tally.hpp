// How often each clause was judged by a contract.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

#include "mm/spec/clauses.hpp"

namespace mm::contracts {

/// Judgements of each clause, in the order of spec::Clause.
using Tally = std::array<std::uint64_t, spec::clauses.size()>;

/// Counts one judgement of `clause` by the calling thread.
void judged(spec::Clause clause) noexcept;

/// All judgements until now, by all threads; exact once they are at rest.
[[nodiscard]] Tally judgements() noexcept;
/// Those of one clause alone.
[[nodiscard]] std::uint64_t judgements(spec::Clause clause) noexcept;

}  // namespace mm::contracts
