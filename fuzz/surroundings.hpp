// What a fuzz target takes from its environment, and what it leaves there.
#pragma once

#include "runner/tally.hpp"

namespace mm::fuzz {

/// A variable of the environment, or null.
[[nodiscard]] const char* environment(const char* name);

/// Appends `tally`, and the judgements of the contracts, to the file that MMSPEC_TALLY names, if it
/// names one. *Errors*: exit status 3 if the file cannot be written.
void write_tally(const proptests::Tally& tally);

}  // namespace mm::fuzz
