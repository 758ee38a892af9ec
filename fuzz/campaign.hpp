// How a target has libFuzzer work, how long the runs of a campaign were, and where findings go.
#pragma once

#include <cstddef>
#include <string>

namespace mm::fuzz {

/// Puts flags of libFuzzer that suit the targets before those of the caller, which override them,
/// and has the median of the runs printed at the end of the program.
/// *Requires*: called once, with the words of the command line. `longest` is in bytes.
void set_up_campaign(int& count, char**& values, std::size_t longest);

/// A run of so many operations has come to its end.
void count_run(std::size_t operations) noexcept;

/// Where the caller wants what is found: MMSPEC_FUZZ_OUT of the environment, or what
/// `-artifact_prefix` of the flags said.
[[nodiscard]] std::string artifact_prefix();

}  // namespace mm::fuzz
