#include "options.hpp"

#include <charconv>
#include <cstddef>
#include <string>

#include "failure.hpp"

namespace mm::verify {
namespace {

/// One second for each of the two properties and the three fuzzers; .mmspec/options.sh says the
/// same.
constexpr std::chrono::seconds shortest_time{5};
constexpr std::chrono::seconds shortest_deadline{2};
constexpr std::chrono::seconds longest_time = std::chrono::hours{24};

[[nodiscard]] Failure wrong(const std::string& sentence) {
    return {ExitStatus::input, sentence + " See mmspec-verify --help."};
}

/// The number at the start of `text`, which is then what follows it.
[[nodiscard]] std::optional<std::uint64_t> take_number(std::string_view& text) noexcept {
    std::uint64_t number = 0;
    const char* const end = text.data() + text.size();
    const auto [rest, error] = std::from_chars(text.data(), end, number);
    if (error != std::errc{}) return std::nullopt;
    text.remove_prefix(static_cast<std::size_t>(rest - text.data()));
    return number;
}

[[nodiscard]] std::chrono::seconds time_of(std::string_view option, std::string_view value,
                                           std::chrono::seconds shortest) {
    std::string_view unit = value;
    const std::optional<std::uint64_t> number = take_number(unit);
    const std::uint64_t factor = unit.empty() || unit == "s" ? 1
                                 : unit == "m"               ? 60
                                 : unit == "h"               ? 3600
                                                             : 0;
    // A unit that is none makes 0, which is too short. No number that passes the first comparison
    // makes the product wrap.
    if (!number || *number > static_cast<std::uint64_t>(longest_time.count()) ||
        std::chrono::seconds(*number * factor) < shortest ||
        std::chrono::seconds(*number * factor) > longest_time) {
        throw wrong(std::string(option) + " takes a time from " + std::to_string(shortest.count()) +
                    " s to 24 h, such as 30, 10m or 1h, not '" + std::string(value) + "'.");
    }
    return std::chrono::seconds(*number * factor);
}

[[nodiscard]] std::uint64_t seed_of(std::string_view value) {
    std::string_view rest = value;
    const std::optional<std::uint64_t> number = take_number(rest);
    if (!number || !rest.empty()) {
        throw wrong("--seed takes a whole number below 2^64, not '" + std::string(value) + "'.");
    }
    return *number;
}

[[nodiscard]] std::filesystem::path folder_of(std::string_view option, std::string_view value,
                                              std::string_view cure) {
    std::filesystem::path folder(value);
    std::error_code error;
    if (!std::filesystem::is_directory(folder, error)) {
        throw wrong(std::string(option) + " '" + std::string(value) + "' is no folder; " +
                    std::string(cure));
    }
    return folder;
}

constexpr std::string_view build_cure =
    "configure and build one with: cmake --preset verify && cmake --build --preset verify.";
constexpr std::string_view source_cure = "name the folder that holds spec and proptests.";

}  // namespace

Options parse_options(const std::vector<std::string_view>& arguments) {
    Options options;
    for (std::size_t index = 0; index != arguments.size(); ++index) {
        const std::string_view argument = arguments[index];
        const auto value = [&] {
            if (index + 1 == arguments.size()) {
                throw wrong(std::string(argument) + " needs a value.");
            }
            return arguments[++index];
        };
        if (argument == "--help" || argument == "-h") {
            options.help = true;
            return options;
        }
        if (argument == "--build") {
            options.build = folder_of(argument, value(), build_cure);
        } else if (argument == "--source") {
            options.source = folder_of(argument, value(), source_cure);
        } else if (argument == "--for") {
            options.budget = time_of(argument, value(), shortest_time);
        } else if (argument == "--deadline") {
            options.deadline = time_of(argument, value(), shortest_deadline);
        } else if (argument == "--seed") {
            options.seed = seed_of(value());
        } else {
            throw wrong("'" + std::string(argument) + "' is no option of mmspec-verify.");
        }
    }
    if (options.build.empty()) throw wrong("--build is missing: name the folder of the build.");
    if (options.source.empty()) {
        throw wrong("--source is missing: " + std::string(source_cure));
    }
    return options;
}

std::string_view help_text() noexcept {
    return R"(Usage: mmspec-verify --build DIR --source DIR [OPTION...]

Runs every layer of verification on the build in DIR and prints a table that says for each clause
of spec/clauses.md whether this build keeps it. ./mmspec verify installs, builds and calls it.

  --build DIR      the build folder; logs go to DIR/verify
  --source DIR     the folder that holds spec and proptests
  --for TIME       what properties and fuzzers together may take: 30, 10m, 1h (default 20 s, at
                   least 5 s)
  --seed N         the seed of property and fuzzer (default: another one each time, printed)
  --deadline TIME  what a step may take beyond its share of --for (default 300 s); a step that
                   takes longer hangs, which counts as a violation
  --help           print this

Exit status: 0 every clause held, 1 a violation or a clause that nothing exercised, 2 usage or
input, 3 environment (a program or tool is missing, the disk is full), 130 interrupted. A violation
outranks 2 and 3.
)";
}

}  // namespace mm::verify
