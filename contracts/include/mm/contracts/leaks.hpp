// References that nobody has given up.
#pragma once

#include <cstdint>
#include <string>

namespace mm::contracts {

/// What is kept at one moment; at the end of a program that is what leaked (Leak.none).
struct Leaks {
    /// References not given up, of mms that are not kept on purpose.
    std::uint64_t references = 0;
    /// For each such mm its references of either count, by owner, and the takings that they come
    /// from; of many that were allocated at one place the first few. Empty if there is none; else
    /// whole lines, the first of them the verdict.
    std::string report;
    /// A line on what is kept on purpose, and one for each mm that was to be kept and is freed.
    std::string remarks;
};

/// Looks at every mm that this process has made; those of the process that forked it are the
/// business of that one. Follows no pointer to an mm.
/// *Errors*: what other threads take or give up meanwhile may be seen or not; the numbers of one
/// report agree all the same.
/// *Complexity*: a pass over the registry.
[[nodiscard]] Leaks find_leaks();

}  // namespace mm::contracts
