// What a C program keeps in an mm, and how it looks at one.
#pragma once

#include <stdint.h>

#include "mm/variant.h"

struct mm_struct;

#ifdef __cplusplus
extern "C" {
#endif

/// As mm_alloc, with contents and initial references, owned by the creator as raw references.
/// `tear_down` is called once, with `contents`, at teardown (Teardown.once); it may be null.
/// *Requires*: at least one user, both numbers below 2147483647 (Bound.limit); `tear_down` takes no
/// user of the same mm (Final.no_revival) and returns.
/// *Errors*: null if there is no memory; checked build: null for a refused number. The contents are
/// then still the caller's, and `tear_down` is not called.
__attribute__((warn_unused_result)) struct mm_struct* mmspec_alloc(
    void* contents, void (*tear_down)(void* contents), uint64_t users, uint64_t grabs);

/// What was given to mmspec_alloc; null if nothing, or if the contents are a C++ AddressSpace.
/// *Requires*: users is at least 1 while the result is used (Access.user).
/// *Errors*: checked build: null, and a report of MmWithUser::from_raw (Owned.user).
void* mmspec_contents(const struct mm_struct* mm);

/// The two counts.
struct mmspec_counters {
    uint64_t users;
    uint64_t count;
};

/// Both counters at this moment, for diagnostics and tests: mm::read_counters.
/// *Requires*: a struct that is not freed (Owned.alive).
/// *Errors*: checked build: zeros for what is no mm, or is freed; reported is nothing.
struct mmspec_counters mmspec_read_counters(const struct mm_struct* mm);

#if MMSPEC_CHECKED
/// What the macros below call: the same with the caller's place, for the report.
__attribute__((warn_unused_result)) struct mm_struct* mmspec_alloc_at(
    void* contents, void (*tear_down)(void* contents), uint64_t users, uint64_t grabs,
    const char* file, uint32_t line);
void* mmspec_contents_at(const struct mm_struct* mm, const char* file, uint32_t line);
#endif

#ifdef __cplusplus
}
#endif

#if MMSPEC_CHECKED
#define mmspec_alloc(contents, tear_down, users, grabs) \
    mmspec_alloc_at((contents), (tear_down), (users), (grabs), __FILE__, __LINE__)
#define mmspec_contents(mm) mmspec_contents_at((mm), __FILE__, __LINE__)
#endif
