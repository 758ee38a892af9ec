// Atomic contexts for C: what mm::AtomicContext is in C++.
#pragma once

#include <stdint.h>

#include "mm/variant.h"

#ifdef __cplusplus
extern "C" {
#endif

/// Says that this thread may not sleep until the matching leave (Sleep.may_sleep); contexts nest.
/// The plain build keeps no account.
void mmspec_atomic_enter(void);

/// Ends the innermost context that this thread has entered from C.
/// *Requires*: there is one (Threads.guards). *Errors*: checked build: reported, nothing changed.
void mmspec_atomic_leave(void);

#if MMSPEC_CHECKED
/// What the macros below call: the same with the caller's place, for the report.
void mmspec_atomic_enter_at(const char* file, uint32_t line);
void mmspec_atomic_leave_at(const char* file, uint32_t line);
#endif

#ifdef __cplusplus
}
#endif

#if MMSPEC_CHECKED
#define mmspec_atomic_enter() mmspec_atomic_enter_at(__FILE__, __LINE__)
#define mmspec_atomic_leave() mmspec_atomic_leave_at(__FILE__, __LINE__)
#endif
