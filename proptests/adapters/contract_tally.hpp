// The judgements of the contracts, as a layer of the tally.
#pragma once

#include "runner/tally.hpp"

namespace mm::proptests {

/// How often each clause was judged by a contract in this process until now.
[[nodiscard]] Tally contract_tally();

}  // namespace mm::proptests
