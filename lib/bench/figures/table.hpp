// The figures as text.
#pragma once

#include <string>

#include "ratio.hpp"

namespace mm::bench {

/// For a terminal: columns of one width.
[[nodiscard]] std::string text_table(const Figures& figures);

/// Two runs side by side, a line for each row and number of threads; a mark where the spreads do
/// not meet. What only one of them has is shown with the other side empty.
[[nodiscard]] std::string text_comparison(const Figures& before, const Figures& after);

/// For Markdown, with one table for all operations and mmspec in bold.
[[nodiscard]] std::string markdown_table(const Figures& figures);

/// `1 thread`, `2 threads`.
[[nodiscard]] std::string threads_in_words(int threads);

}  // namespace mm::bench
