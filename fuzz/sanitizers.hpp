// What a fuzz target learns from the sanitizers that it is built with.
#pragma once

#include <optional>
#include <string_view>

#include "mm/spec/clauses.hpp"

namespace mm::fuzz {

#if defined(__SANITIZE_ADDRESS__)
inline constexpr bool address_sanitized = true;
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
inline constexpr bool address_sanitized = true;
#else
inline constexpr bool address_sanitized = false;
#endif
#else
inline constexpr bool address_sanitized = false;
#endif

/// The clause that a report breaks, if one speaks of it, and the report in a few words.
using SanitizerWatch = void (*)(std::optional<spec::Clause> clause, std::string_view text);

/// `watch` is called before a sanitizer ends the program; in a build without one never.
void set_sanitizer_watch(SanitizerWatch watch) noexcept;

}  // namespace mm::fuzz
