// The figures in the page that shows them, between two marks.
#pragma once

#include <string>

#include "record.hpp"

namespace mm::bench {

/// What stands between the marks: picture, table, sizes, and where they were taken.
[[nodiscard]] std::string page_section(const Record& plain, const Record& checked);

/// `page` with what stands between the marks replaced by `section`.
/// *Errors*: RecordError if not each mark is there, once and in order.
[[nodiscard]] std::string with_section(const std::string& page, const std::string& section);

/// The machine, and whether it was too busy, in words.
[[nodiscard]] std::string machine_in_words(const Machine& machine);

}  // namespace mm::bench
