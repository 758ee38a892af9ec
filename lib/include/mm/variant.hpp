// Which of the two builds a translation unit uses, and the guard that keeps them apart.
//
// Every translation unit that includes a header of the library refers to a symbol that only the
// archive of its variant defines; each archive also defines one symbol common to both. So the wrong
// archive fails to link with an undefined reference, and both with a multiple definition.
#pragma once

#ifndef MMSPEC_CHECKED
#define MMSPEC_CHECKED 0
#endif

extern "C" {
#if MMSPEC_CHECKED
extern const char mmspec_this_object_needs_the_checked_library;
#else
extern const char mmspec_this_object_needs_the_plain_library;
#endif
}

namespace mm::internal {
namespace {

// `used` keeps the reference through the compiler, `retain` through --gc-sections.
#if MMSPEC_CHECKED
[[gnu::used, gnu::retain]] const char* const variant =
    &mmspec_this_object_needs_the_checked_library;
#else
[[gnu::used, gnu::retain]] const char* const variant = &mmspec_this_object_needs_the_plain_library;
#endif

}  // namespace
}  // namespace mm::internal
