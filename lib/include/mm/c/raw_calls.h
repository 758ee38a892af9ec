// The raw calls as C sees them. Requirements and effects are those of mm/raw_calls.hpp; refused, in
// the checked build, each does nothing and has the result that is named here. None lets an
// exception out, whatever the violation handler does.
#pragma once

#include <stdbool.h>
#include <stdint.h>

#include "mm/variant.h"

struct mm_struct;

#ifdef __cplusplus
extern "C" {
#endif

/// A new live mm without contents; its creator owns one user.
/// *Errors*: null if there is no memory.
__attribute__((warn_unused_result)) struct mm_struct* mm_alloc(void);

/// One more grab. *Requires*: a reference keeps the struct (Owned.alive). Never sleeps.
void mmgrab(struct mm_struct* mm);

/// Gives up a grab; the last count frees the struct. *Requires*: an owned grab (Owned.release).
void mmdrop(struct mm_struct* mm);

/// One more user. *Requires*: users at least 1 throughout the call (Owned.user).
void mmget(struct mm_struct* mm);

/// One more user unless users is zero for good. *Requires*: some reference until it returns
/// (Owned.upgrade). *Ensures*: false if users was zero (Final.no_revival). *Errors*: false.
__attribute__((warn_unused_result)) bool mmget_not_zero(struct mm_struct* mm);

/// Gives up a user; the last tears down (Teardown.once). *Requires*: an owned user (Owned.release),
/// no atomic context (Sleep.may_sleep).
void mmput(struct mm_struct* mm);

/// As mmput, but the last leaves the teardown to a worker (Async.deferred). Never sleeps.
void mmput_async(struct mm_struct* mm);

/// Waits until every teardown that was queued before the call has ended (Async.flush).
/// *Requires*: no atomic context (Sleep.may_sleep).
void flush_mmput_async(void);

#if MMSPEC_CHECKED
/// What the macros below call: the same with the caller's place, for the report.
__attribute__((warn_unused_result)) struct mm_struct* mmspec_mm_alloc_at(const char* file,
                                                                         uint32_t line);
void mmspec_mmgrab_at(struct mm_struct* mm, const char* file, uint32_t line);
void mmspec_mmdrop_at(struct mm_struct* mm, const char* file, uint32_t line);
void mmspec_mmget_at(struct mm_struct* mm, const char* file, uint32_t line);
__attribute__((warn_unused_result)) bool mmspec_mmget_not_zero_at(struct mm_struct* mm,
                                                                  const char* file, uint32_t line);
void mmspec_mmput_at(struct mm_struct* mm, const char* file, uint32_t line);
void mmspec_mmput_async_at(struct mm_struct* mm, const char* file, uint32_t line);
void mmspec_flush_mmput_async_at(const char* file, uint32_t line);
#endif

#ifdef __cplusplus
}
#elif MMSPEC_CHECKED
// C has no default argument that could tell the caller's place. Where a name is not followed by a
// parenthesis it is the function, whose reports tell no place.
#define mm_alloc() mmspec_mm_alloc_at(__FILE__, __LINE__)
#define mmgrab(mm) mmspec_mmgrab_at((mm), __FILE__, __LINE__)
#define mmdrop(mm) mmspec_mmdrop_at((mm), __FILE__, __LINE__)
#define mmget(mm) mmspec_mmget_at((mm), __FILE__, __LINE__)
#define mmget_not_zero(mm) mmspec_mmget_not_zero_at((mm), __FILE__, __LINE__)
#define mmput(mm) mmspec_mmput_at((mm), __FILE__, __LINE__)
#define mmput_async(mm) mmspec_mmput_async_at((mm), __FILE__, __LINE__)
#define flush_mmput_async() mmspec_flush_mmput_async_at(__FILE__, __LINE__)
#endif
