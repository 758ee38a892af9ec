// Where the references to an mm came from.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "mm/contracts/call_stack.hpp"
#include "mm/contracts/history.hpp"
#include "mm/contracts/ledger.hpp"
#include "mm/contracts/subject.hpp"
#include "mm/contracts/type_name.hpp"

namespace mm::contracts {

/// The same reference-taking call, once or more often.
struct Taking {
    /// The last of them.
    Step step{};
    std::uint64_t times = 1;
    /// Empty where takings are not recorded with their stacks.
    CallStack stack{};
};

/// Who owns one reference more, or had one handed over, after `step` on an object of `type`; empty
/// if nobody.
[[nodiscard]] std::optional<Owner> gainer(const Step& step, TypeName type) noexcept;

/// From now on every taking is recorded with its stack.
/// *Requires*: no other thread runs yet. *Complexity*: each taking then costs some microseconds, a
/// lock and, if it is a new one, memory. The lock orders threads, so that a run with it may hide a
/// race from ThreadSanitizer.
void record_takings();

/// Records `step`, if it is a taking, with the calling thread's stack; where there is no memory
/// for it the report knows less.
void record_taking(const Subject& subject, const Step& step) noexcept;

/// Those that gave `owner` a reference of `tier`, the oldest first: all that were recorded, else
/// those that the history still holds.
[[nodiscard]] std::vector<Taking> takings_of(const Subject& subject, spec::Tier tier, Owner owner);

/// True if takings of `subject` may be missing, since nobody recorded them.
[[nodiscard]] bool takings_are_missing(const Subject& subject) noexcept;

/// Forgets what was recorded of an earlier mm.
void forget_takings(const Subject& subject);

}  // namespace mm::contracts
