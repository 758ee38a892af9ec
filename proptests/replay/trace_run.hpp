// One operation trace on a system, held against the model and against its own words.
#pragma once

#include <cstdint>
#include <iosfwd>
#include <string>

#include "adapters/system_under_test.hpp"
#include "operations/trace_text.hpp"
#include "runner/tally.hpp"
#include "schedule/stage.hpp"

namespace mm::proptests {

/// What a trace showed, in one sentence.
struct TraceVerdict {
    enum class Kind : std::uint8_t { held, broken, impossible } kind{};
    std::string text{};
};

/// *Requires*: `file` lives as long as the process; reports name it.
/// Prints each step to `steps` unless that is null.
[[nodiscard]] TraceVerdict run_trace(const Trace& trace, const char* file, SystemUnderTest& system,
                                     Stage& stage, Tally& tally, std::ostream* steps);

}  // namespace mm::proptests
