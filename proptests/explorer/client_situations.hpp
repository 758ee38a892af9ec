// Which situations of spec/situations.md an execution of a client has come across.
#pragma once

#include "explorer/client_execution.hpp"
#include "runner/situations.hpp"

namespace mm::explorer {

/// Counts each that it has come across once.
void count_situations(const ClientExecution& execution, proptests::Situations& reached);

}  // namespace mm::explorer
