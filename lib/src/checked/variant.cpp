#include "mm/variant.h"

#include "leak_report.hpp"

extern "C" {
extern const char mmspec_a_program_links_one_variant_only;
const char mmspec_a_program_links_one_variant_only = 0;
const char mmspec_this_object_needs_the_checked_library = 0;
}

namespace {

// Every program of the checked build has this object, and by this reference the report at exit.
[[gnu::used, gnu::retain]] void (*const at_exit)() = &mm::checked::report_leaks_at_exit;

}  // namespace
