// What a contracted put and drop do at an end: teardown and free, with their clauses.
#pragma once

#include "contracted_call.hpp"

namespace mm::checked {

/// Destroys the address space and notes the phases (Teardown.once, Teardown.order).
void tear_down(ContractedCall& call) noexcept;

/// Destroys the struct, or keeps it if it was freed before (Free.once, Count.held).
void free_struct(ContractedCall& call, CallSite place) noexcept;

}  // namespace mm::checked
