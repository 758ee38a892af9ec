// Numbers, times and paths as a reader wants them.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace mm::verify {

using Clock = std::chrono::steady_clock;

/// 48211, 120k, 1.2M: at most six characters.
[[nodiscard]] std::string amount(std::uint64_t number);

/// `1 clause`, `2 clauses`.
[[nodiscard]] std::string counted(std::uint64_t number, std::string_view noun);

/// 0.4 s, 12.3 s, 3 min 5 s.
[[nodiscard]] std::string time_taken(Clock::duration time);

/// Filled with spaces up to `width`.
[[nodiscard]] std::string left_aligned(std::string_view text, std::size_t width);
[[nodiscard]] std::string right_aligned(std::string_view text, std::size_t width);

/// As one word of a command line for a shell.
[[nodiscard]] std::string shell_word(std::string_view text);

/// `a`, `a and b`, `a, b and c`.
[[nodiscard]] std::string listed(const std::vector<std::string>& parts);

/// The name of a signal, such as SIGSEGV.
[[nodiscard]] std::string signal_name(int number);

/// Does the space-separated list `words` contain `word`?
[[nodiscard]] bool has_word(std::string_view words, std::string_view word) noexcept;

/// The words of a space-separated list.
[[nodiscard]] std::vector<std::string_view> split(std::string_view words);

/// Without the full stop and the white space at its end, so that it can be part of a sentence.
[[nodiscard]] std::string_view without_stop(std::string_view sentence) noexcept;

}  // namespace mm::verify
