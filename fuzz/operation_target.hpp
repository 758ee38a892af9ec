// A fuzz target of operations: bytes become a run of them, on the checked library and on the
// reference model at once. Each target is this with a form of its own.
#pragma once

#include "decode.hpp"

namespace mm::fuzz {

/// The form of the target that is linked in.
extern const Form fuzzed_form;

}  // namespace mm::fuzz
