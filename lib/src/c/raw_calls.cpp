// The raw calls for C that need no worker.
#include "mm/c/raw_calls.h"

#include "for_c.hpp"
#include "mm/mm.hpp"

using mm::CallSite;
using mm::c::for_c;

namespace {

[[nodiscard]] mm_struct* allocate_empty(CallSite site) {
    return mm::mm_alloc(nullptr, {}, site);
}

}  // namespace

mm_struct* mm_alloc() {
    return for_c(allocate_empty, CallSite{});
}
void mmgrab(mm_struct* mm) {
    for_c(mm::mmgrab, mm, CallSite{});
}
void mmdrop(mm_struct* mm) {
    for_c(mm::mmdrop, mm, CallSite{});
}
void mmget(mm_struct* mm) {
    for_c(mm::mmget, mm, CallSite{});
}
bool mmget_not_zero(mm_struct* mm) {
    return for_c(mm::mmget_not_zero, mm, CallSite{});
}
void mmput(mm_struct* mm) {
    for_c(mm::mmput, mm, CallSite{});
}

#if MMSPEC_CHECKED
mm_struct* mmspec_mm_alloc_at(const char* file, std::uint32_t line) {
    return for_c(allocate_empty, CallSite{file, line});
}
void mmspec_mmgrab_at(mm_struct* mm, const char* file, std::uint32_t line) {
    for_c(mm::mmgrab, mm, CallSite{file, line});
}
void mmspec_mmdrop_at(mm_struct* mm, const char* file, std::uint32_t line) {
    for_c(mm::mmdrop, mm, CallSite{file, line});
}
void mmspec_mmget_at(mm_struct* mm, const char* file, std::uint32_t line) {
    for_c(mm::mmget, mm, CallSite{file, line});
}
bool mmspec_mmget_not_zero_at(mm_struct* mm, const char* file, std::uint32_t line) {
    return for_c(mm::mmget_not_zero, mm, CallSite{file, line});
}
void mmspec_mmput_at(mm_struct* mm, const char* file, std::uint32_t line) {
    for_c(mm::mmput, mm, CallSite{file, line});
}
#endif
