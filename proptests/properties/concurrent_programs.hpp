// Random concurrent programs.
#pragma once

#include <rapidcheck.h>

#include <vector>

#include "concurrent/program.hpp"

namespace mm::proptests {

/// Programs of two to four threads with up to six operations each, after up to four on one thread,
/// over one to three mms. Each thread does what it may do, if its upgrades turn out as assumed;
/// last users mostly go while threads run. *Requires*: `kinds` are what the implementation knows.
[[nodiscard]] rc::Gen<ConcurrentProgram> concurrent_programs(const std::vector<Kind>& kinds);

}  // namespace mm::proptests
