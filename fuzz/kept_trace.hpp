// The file in which a fuzz target keeps what it has found.
#pragma once

#include <string>

namespace mm::fuzz {

/// Prints a text of any length at once.
void say(const std::string& text);

/// Saves a trace at `prefix` + `crash-HASH.mmtrace`, and prints where, and that `command` with the
/// file runs it again; where it cannot be written the trace is printed.
void keep_trace(const std::string& trace, const std::string& prefix, const std::string& command);

}  // namespace mm::fuzz
