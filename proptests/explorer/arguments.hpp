// The command line of mmspec-explore.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "explorer/catalogue.hpp"

namespace mm::explorer {

extern const std::string_view usage;

enum class Task : std::uint8_t { all, programs, sample, orders, litmus, replay, help };

struct Arguments {
    Task task = Task::all;
    Bound bound{};
    std::array<Interface, 1> through{};
    bool one_interface = false;
    std::size_t sample = 0;
    std::size_t seed = 1;
    std::filesystem::path replayed{};
    bool step = false;
    std::filesystem::path save = "explored.mmtrace";
    /// The page whose table is to be renewed; empty if none is.
    std::filesystem::path renewed{};
    /// How many executions came across each situation is to be printed.
    bool distribution = false;
    std::vector<std::string> programs{};

    /// The bound with the one interface, if one was named.
    [[nodiscard]] Bound whole_bound() const;
};

/// Empty, and `error` says why, if the words cannot be understood or do not go together.
[[nodiscard]] std::optional<Arguments> arguments_from(const std::vector<std::string>& words,
                                                      std::string& error);

}  // namespace mm::explorer
