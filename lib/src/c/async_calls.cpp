// The raw calls for C that need the worker, apart from the others: a program that calls none of
// them is linked without it.
#include "for_c.hpp"
#include "mm/c/raw_calls.h"
#include "mm/mm.hpp"

using mm::CallSite;
using mm::c::for_c;

void mmput_async(mm_struct* mm) {
    for_c(mm::mmput_async, mm, CallSite{});
}
void flush_mmput_async() {
    for_c(mm::flush_mmput_async, CallSite{});
}

#if MMSPEC_CHECKED
void mmspec_mmput_async_at(mm_struct* mm, const char* file, std::uint32_t line) {
    for_c(mm::mmput_async, mm, CallSite{file, line});
}
void mmspec_flush_mmput_async_at(const char* file, std::uint32_t line) {
    for_c(mm::flush_mmput_async, CallSite{file, line});
}
#endif
