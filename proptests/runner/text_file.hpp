// A file that is written whole.
#pragma once

#include <filesystem>
#include <string>

namespace mm::proptests {

/// Puts `text` into `file`.
/// *Errors*: false, and a message with the cure, if it cannot be written.
[[nodiscard]] bool write_text(const std::filesystem::path& file, const std::string& text);

}  // namespace mm::proptests
