// What the checked build adds for its users: the handler, the reports, and who owns what.
#pragma once

#include <cstdint>
#include <optional>

#include "mm/contracts/leaks.hpp"
#include "mm/contracts/ledger.hpp"
#include "mm/contracts/subject.hpp"
#include "mm/contracts/tally.hpp"
#include "mm/contracts/violation.hpp"
#include "mm/raw_calls.hpp"

namespace mm {

using contracts::describe;
using contracts::find_leaks;
using contracts::Leaks;
using contracts::Refusal;
using contracts::set_violation_handler;
using contracts::Violation;
using contracts::ViolationHandler;

/// What the checks know of an mm at this moment.
struct Inspection {
    contracts::Phase phase{};
    contracts::Owned users{};
    contracts::Owned grabs{};
    /// Empty once the struct is freed.
    std::optional<Counters> counters{};
};

/// Asks the registry; any pointer is a valid question, and nothing is followed unless it names an
/// mm that is not freed. Empty if no mm was ever there, or an object of another type is there since
/// (Owned.alive).
[[nodiscard]] std::optional<Inspection> inspect(const mm_struct* mm);

}  // namespace mm
