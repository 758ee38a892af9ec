// A file that is read or written whole.
#pragma once

#include <filesystem>
#include <optional>
#include <string>

namespace mm::proptests {

/// Puts `text` into `file`.
/// *Errors*: false, and a message with the cure, if it cannot be written.
[[nodiscard]] bool write_text(const std::filesystem::path& file, const std::string& text);

/// *Errors*: empty, and a message with the cure, if it cannot be read.
[[nodiscard]] std::optional<std::string> read_text(const std::filesystem::path& file);

}  // namespace mm::proptests
