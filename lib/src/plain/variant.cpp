#include "mm/variant.h"

extern "C" {
extern const char mmspec_a_program_links_one_variant_only;
const char mmspec_a_program_links_one_variant_only = 0;
const char mmspec_this_object_needs_the_plain_library = 0;
}
