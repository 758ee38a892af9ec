// Which of the two builds a translation unit uses, and the guard that keeps them apart. C and C++.
//
// Every translation unit that includes a header of the library refers to a symbol that only the
// archive of its variant defines; each archive also defines one symbol common to both. So the wrong
// archive fails to link with an undefined reference, and both with a multiple definition.
#pragma once

#ifndef MMSPEC_CHECKED
#define MMSPEC_CHECKED 0
#endif

#if defined(__cplusplus) && __cplusplus < 202002L
#error "mmspec needs C++20: compile with -std=c++20"
#endif

#ifdef __cplusplus
extern "C" {
#endif

#if MMSPEC_CHECKED
extern const char mmspec_this_object_needs_the_checked_library;
#else
extern const char mmspec_this_object_needs_the_plain_library;
#endif

// `used` keeps the reference through the compiler, `retain` through --gc-sections.
__attribute__((used, retain)) static const char* const mmspec_variant =
#if MMSPEC_CHECKED
    &mmspec_this_object_needs_the_checked_library;
#else
    &mmspec_this_object_needs_the_plain_library;
#endif

#ifdef __cplusplus
}
#endif
