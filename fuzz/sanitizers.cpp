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
extern "C" {

[[gnu::weak]] const char* report_description() asm("__asan_get_report_description");
const char* address_sanitizer_options() asm("__asan_default_options");
void on_address_error() asm("__asan_on_error");
void on_undefined_behaviour() asm("__ubsan_on_report");

/// The default holds so many freed mms back that their records fill the memory. A run frees
/// less than a megabyte: in four times that every stale pointer of a run stays one (Owned.alive).
/// The fast configuration does without the stacks of allocations, for which a finding is run again.
[[gnu::used]] const char* address_sanitizer_options() {
#ifdef MMSPEC_FUZZ_FAST
    return "quarantine_size_mb=4:malloc_context_size=1:max_malloc_fill_size=0";
#else
    return "quarantine_size_mb=4:malloc_context_size=12";
#endif
}

[[gnu::used]] void on_address_error() {
    using mm::spec::Clause;
    if (report_description == nullptr) return;
    const std::string kind = report_description();
    std::optional<Clause> clause;
    if (kind == "heap-use-after-free") clause = Clause::free_nothing_after;
    // proptests/adapters/no_mms.hpp: a pointer to no mm was followed.
    if (kind == "use-after-poison") clause = Clause::owned_alive;
    if (kind == "attempting-double-free") clause = Clause::free_once;
    mm::fuzz::tell(clause, "AddressSanitizer found " + kind);
}

[[gnu::used]] void on_undefined_behaviour() {
    mm::fuzz::tell(std::nullopt, "UndefinedBehaviorSanitizer found undefined behaviour");
}
}
