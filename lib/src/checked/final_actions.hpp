// What a contracted put and drop do at an end: teardown and free, with their clauses.
#pragma once

#include "contracted_call.hpp"

namespace mm::checked {

/// Notes that teardown is due.
/// *Requires*: users is zero for good, by this call (Teardown.once).
void begin_teardown(ContractedCall& call) noexcept;

/// Destroys the address space and notes the phase (Teardown.order).
void destroy_contents(ContractedCall& call) noexcept;

/// Both, one after the other.
void tear_down(ContractedCall& call) noexcept;

/// Destroys the struct, or keeps it if it was freed before (Free.once, Count.held).
void free_struct(ContractedCall& call, CallSite place) noexcept;

}  // namespace mm::checked
