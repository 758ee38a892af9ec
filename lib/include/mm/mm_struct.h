// The C interface: the raw calls under the kernel's names, and what a C program needs besides.
//
// Compiles as C99 and as C++. In C++ the raw calls are those of namespace mm, so that no name means
// two functions. A C program links the C++ runtime too: `pkg-config --static --libs mmspec` or
// CMake's mmspec::mm name it.
#pragma once

#include "mm/variant.h"

#ifdef __cplusplus
#include "mm/mm.hpp"

using mm::flush_mmput_async;
using mm::mm_alloc;
using mm::mmdrop;
using mm::mmget;
using mm::mmget_not_zero;
using mm::mmgrab;
using mm::mmput;
using mm::mmput_async;
#else
#include "mm/c/raw_calls.h"
#endif

#include "mm/c/atomic_context.h"
#include "mm/c/contents.h"

#if MMSPEC_CHECKED
#include "mm/c/violation.h"
#endif
