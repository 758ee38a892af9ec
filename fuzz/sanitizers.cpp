#include "sanitizers.hpp"

#include <string>

namespace mm::fuzz {

namespace {

constinit SanitizerWatch current_watch = nullptr;

[[maybe_unused]] void tell(std::optional<spec::Clause> clause, const std::string& text) {
    if (current_watch != nullptr) current_watch(clause, text);
}

}  // namespace

void set_sanitizer_watch(SanitizerWatch watch) noexcept {
    current_watch = watch;
}

}  // namespace mm::fuzz

// The names that the runtime libraries look for. Which of them is there is known when linking, so
// nothing of a sanitizer may be needed where it is missing.
// NOLINTBEGIN(bugprone-reserved-identifier)
extern "C" {

const char* __asan_get_report_description() __attribute__((weak));

/// The default holds so many freed mms back that their records fill the memory. A run frees some
/// three megabytes: in ten times that every stale pointer of a run stays one (Owned.alive).
[[gnu::used]] const char* __asan_default_options() {
    return "quarantine_size_mb=32";
}

[[gnu::used]] void __asan_on_error() {
    using mm::spec::Clause;
    if (__asan_get_report_description == nullptr) return;
    const std::string kind = __asan_get_report_description();
    std::optional<Clause> clause;
    if (kind == "heap-use-after-free") clause = Clause::free_nothing_after;
    if (kind == "attempting-double-free") clause = Clause::free_once;
    mm::fuzz::tell(clause, "AddressSanitizer found " + kind);
}

[[gnu::used]] void __ubsan_on_report() {
    mm::fuzz::tell(std::nullopt, "UndefinedBehaviorSanitizer found undefined behaviour");
}
}
// NOLINTEND(bugprone-reserved-identifier)
