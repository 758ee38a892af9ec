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
/// *Errors*: std::bad_alloc, and what the handler throws; nothing is made then.
[[nodiscard]] mm_struct* create(std::unique_ptr<AddressSpace> contents, Initial initial,
                                CallSite place);

/// False, and reported, where no mm may start with `initial` (Bound.limit).
[[nodiscard]] bool may_start_with(Request request, Initial initial);

/// Enrols an object of a user's own type that was just made; its one user is owned by an ARef.
/// *Errors*: std::bad_alloc, and what the handler throws; nothing is enrolled then, and the caller
/// destroys the object.
void begin(Request request);

/// One more reference of `tier` for `owner` (Count.held, Owned.user).
void take(Request request, Tier tier, Owner owner, Refused refused = Refused::returns);

/// One reference of `tier` that `owner` has less (Owned.release). Refused in an atomic context
/// unless it is a grab of raw code (Sleep.may_sleep).
void give_up(Request request, Tier tier, Owner owner);

/// One user that `owner` has less, the last one leaving the teardown to the worker
/// (Owned.release, Async.deferred).
void give_up_deferring(Request request, Owner owner);

/// Tears down what give_up_deferring has queued, on the worker (Async.deferred).
void finish_deferred(Request request);

/// False, and reported, where the caller may not sleep (Sleep.may_sleep).
[[nodiscard]] bool may_sleep(Request request);

/// One more user for `owner` if users is not zero for good (Final.no_revival).
[[nodiscard]] bool upgrade(Request request, Owner owner);

/// Hands a reference over between owners; false if refused (Owned.take_over).
bool transfer(Request request, Tier tier, Owner from, Owner to, Refused refused);

/// Looks at an mm without a change of any count; false if refused. `users` is the clause under
/// which users of zero is refused, if it is (Identity.no_count).
bool borrow(Request request, std::optional<spec::Clause> users, Refused refused);

/// Refuses under `clause` unless `holds`; false if refused.
bool require(Request request, bool holds, spec::Clause clause, const char* cause, const char* cure,
             Refused refused);

}  // namespace mm::checked
