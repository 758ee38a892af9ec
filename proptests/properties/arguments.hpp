// The command line that the property programs share.
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace mm::proptests {

struct Arguments {
    std::optional<int> cases{};
    std::optional<std::uint64_t> seconds{};
    std::optional<std::uint64_t> seed{};
    std::optional<std::string> tally{};
    /// Where a counterexample goes.
    std::filesystem::path save{};
    /// How often each situation was reached is to be printed.
    bool distribution = false;
    /// Atomic steps are not to be judged by the model of the counters.
    bool no_steps = false;
    bool help = false;
};

/// The options, for --help; how many cases are the default is said by the program.
inline constexpr std::string_view options_text =
    "  --for SECONDS  as many programs as fit\n"
    "  --seed N       where the random numbers start (default: another one each time, printed)\n"
    "  --distribution print how often each situation of spec/situations.md was reached (by a\n"
    "                 conformance program: those of several threads at once); if one was too\n"
    "                 rarely, a run of the default length fails\n"
    "  --no-steps     do not hold each atomic step against the model (Protocol.steps): a run with "
    "another\n"
    "                 step goes on, and shows what comes of it\n"
    "  --tally FILE   append how often each clause was exercised\n"
    "  --save FILE    where a shrunk counterexample goes (default: counterexample.mmtrace, beside\n"
    "                 the tally file if there is one)\n"
    "  RC_PARAMS in the environment sets RapidCheck's own parameters, as in\n"
    "  RC_PARAMS='max_size=200 noshrink=1 verbose_progress=1'; its seed and max_success give way "
    "to\n"
    "  --seed and --cases, and with --for there is no max_success. `reproduce` is printed with a\n"
    "  failure.\n"
    "  Ctrl-C ends the run and reports what was done.\n"
    "exit status: 0 the property held, 1 it failed or a situation was too rare, 2 wrong "
    "arguments,\n"
    "3 a file cannot be written, 130 interrupted\n";

/// *Errors*: empty if a word is no option, or its value is none; which, is said on stderr.
[[nodiscard]] std::optional<Arguments> parse_arguments(const std::vector<std::string>& words);

}  // namespace mm::proptests
