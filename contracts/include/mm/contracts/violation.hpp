// A broken rule, and who is told.
#pragma once

#include <cstdint>
#include <optional>
#include <stdexcept>
#include <string>

#include "mm/contracts/place.hpp"
#include "mm/contracts/predicates.hpp"
#include "mm/contracts/type_name.hpp"
#include "mm/spec/clauses.hpp"
#include "mm/spec/operations.hpp"

namespace mm::contracts {

struct Subject;

/// One broken clause, with what is known at that moment. Pointers are valid during the handler.
struct Violation {
    spec::Clause clause{};
    spec::Operation operation{};
    /// True if the operation was refused and changed nothing; false if the clause was found broken
    /// after the fact, in what the operation's own steps returned.
    bool refused = true;
    const char* cause = "";
    const char* cure = "";
    Place place{};
    std::uint32_t thread = 0;
    const void* object = nullptr;
    /// The type that the operation was called on.
    TypeName type = mm_struct_type;
    /// Null if nothing that is counted was ever at `object`.
    const Subject* subject = nullptr;
    /// Of what was refused, at this moment; of what was found after the fact, while the operation's
    /// own reference still kept the struct. Empty if it could not be read.
    std::optional<Counters> counters{};
    /// Where the atomic context began that the thread is in; empty if it is in none.
    std::optional<Place> atomic_since{};
};

/// Called for every violation, on the thread that made it. May return (the operation is then
/// refused, with the result that it states), throw (where the operation may throw), or not return.
using ViolationHandler = void (*)(const Violation&);

/// Installs a handler, null for the default, which prints the report to standard error and aborts;
/// returns the one before.
/// *Ordering*: release, so that what the handler uses is there for every thread that calls it.
ViolationHandler set_violation_handler(ViolationHandler handler) noexcept;

/// Hands `violation` to the handler.
void report(const Violation& violation);

/// The report as text: clause and sentence, cause and cure, counters, owners, places, the last
/// operations in the form of an operation trace, and how to replay them. Ends in a newline.
[[nodiscard]] std::string describe(const Violation& violation);

/// Thrown by an operation that was refused and has no refused result, once the handler has
/// returned.
class Refusal : public std::logic_error {
 public:
    explicit Refusal(spec::Clause clause);
    [[nodiscard]] spec::Clause clause() const noexcept { return clause_; }

 private:
    spec::Clause clause_;
};

}  // namespace mm::contracts
