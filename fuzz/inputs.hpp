// Inputs in files.
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <set>
#include <system_error>
#include <vector>

namespace mm::fuzz {

using Input = std::vector<std::uint8_t>;

/// *Errors*: empty if it is no file that can be read.
[[nodiscard]] std::optional<Input> read_input(const std::filesystem::path& file);

/// *Errors*: false if it cannot be written.
[[nodiscard]] bool write_input(const std::filesystem::path& file, const Input& input);

/// The file itself, or the files of a folder in the order of their names.
[[nodiscard]] std::set<std::filesystem::path> input_files(const std::filesystem::path& given,
                                                          std::error_code& error);

}  // namespace mm::fuzz
