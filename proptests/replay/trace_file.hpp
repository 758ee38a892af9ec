// Operation traces in files.
#pragma once

#include <optional>
#include <string>

#include "operations/trace_text.hpp"

namespace mm::proptests {

/// *Errors*: empty, and a message on standard error, if the file cannot be read, holds no
/// operation, or a line that is none.
[[nodiscard]] std::optional<Trace> load_trace(const std::string& file);

}  // namespace mm::proptests
