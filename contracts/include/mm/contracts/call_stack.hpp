// The calls that a thread is inside of.
#pragma once

#include <string>
#include <vector>

namespace mm::contracts {

/// Addresses within the calls, the innermost first.
using CallStack = std::vector<const void*>;

/// That of the calling thread, of at most 32 calls.
[[nodiscard]] CallStack call_stack();

/// One line a call, as `function at file:line` with the function demangled, from the operation that
/// the program called to main. Where the program has no debug information only what is known.
/// *Complexity*: reads the debug information of the program: for reports only.
[[nodiscard]] std::vector<std::string> in_words(const CallStack& stack);

}  // namespace mm::contracts
