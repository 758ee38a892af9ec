// The command line.
#pragma once

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string_view>
#include <vector>

namespace mm::verify {

struct Options {
    std::filesystem::path build;
    std::filesystem::path source;
    /// For property and fuzzer together.
    std::chrono::seconds budget{20};
    /// What a step may take beyond its budget.
    std::chrono::seconds deadline{300};
    std::optional<std::uint64_t> seed;
    bool help = false;
};

/// *Errors*: Failure (input) that names the argument and the cure.
[[nodiscard]] Options parse_options(const std::vector<std::string_view>& arguments);

[[nodiscard]] std::string_view help_text() noexcept;

}  // namespace mm::verify
