// How long what may hang is waited for.
#pragma once

#include <cstdlib>

namespace mm::tests {

/// Long, so that a busy machine fails no test; shorter for wrong variants, which do hang:
/// MMSPEC_TEST_DEADLINE in the environment says how many seconds.
[[nodiscard]] inline unsigned deadline_in_seconds() {
    // NOLINTNEXTLINE(concurrency-mt-unsafe): nobody sets a variable here
    const char* const wanted = std::getenv("MMSPEC_TEST_DEADLINE");
    const int seconds = wanted == nullptr ? 0 : std::atoi(wanted);
    return seconds > 0 ? static_cast<unsigned>(seconds) : 60;
}

}  // namespace mm::tests
