// The few contracted operations that every public one is made of.
#pragma once

#include <memory>

#include "contracted_call.hpp"
#include "mm/contracts/ledger.hpp"
#include "mm/spec/operations.hpp"

namespace mm::checked {

using contracts::Owner;
using spec::Tier;

/// What an operation without a refused result does with a refusal.
enum class Refused : std::uint8_t { returns, throws };

/// Makes and enrols an mm; null if refused (Bound.limit).
[[nodiscard]] mm_struct* create(std::unique_ptr<AddressSpace> contents, Initial initial,
                                CallSite place);

/// One more reference of `tier` for `owner` (Count.held, Owned.user).
void take(Request request, Tier tier, Owner owner, Refused refused = Refused::returns);

/// One reference of `tier` that `owner` has less (Owned.release).
void give_up(Request request, Tier tier, Owner owner);

/// One more user for `owner` if users is not zero for good (Final.no_revival).
[[nodiscard]] bool upgrade(Request request, Owner owner);

/// Hands a reference over between owners; false if refused (Owned.take_over).
bool transfer(Request request, Tier tier, Owner from, Owner to, Refused refused);

/// Looks at an mm without a change of any count; false if refused. `users` is the clause under
/// which users of zero is refused, if it is (Identity.no_count).
bool borrow(Request request, std::optional<spec::Clause> users, Refused refused);

/// Refuses a null `object` under `clause`; false if refused.
bool require_object(Request request, const void* object, spec::Clause clause, const char* cause,
                    const char* cure, Refused refused);

}  // namespace mm::checked
