// A client in one line of text.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "explorer/client_program.hpp"

namespace mm::explorer {

/// What each thread owns and does, as `1u0g mmput | 0u1g mmget_not_zero mmput`: one user and no
/// grab, then the operations; a bar between threads. `arefs:` or `own:` before it if it is not
/// through raw calls.
[[nodiscard]] std::string to_text(const ClientProgram& program);

/// The program that such a line tells. Empty, and `error` says why, if it tells none.
[[nodiscard]] std::optional<ClientProgram> client_from(std::string_view text, std::string& error);

}  // namespace mm::explorer
