#include "mm/keep_until_exit.hpp"

#include <cstdio>

#include "mm/contracts/registry.hpp"
#include "mm/mm.hpp"

// LeakSanitizer's, where the program has it.
extern "C" [[gnu::weak]] void ignore_for_leaks(const void* object) asm("__lsan_ignore_object");

namespace mm {

void internal::keep_until_exit(CountedObject object, CallSite site) {
    contracts::Subject* const subject = contracts::find_subject(object.address());
    const contracts::TypeName type = object.type().name;
    if (subject == nullptr || subject->type.load() != type ||
        subject->phase.load() == contracts::Phase::freed) {
        std::fprintf(stderr,
                     "mmspec: mm::keep_until_exit at %s:%u: no %s lives at %p: name one that is "
                     "not freed\n",
                     site.file, site.line, type, object.address());
        return;
    }
    subject->kept.record(site);
    if (&ignore_for_leaks != nullptr) ignore_for_leaks(object.address());
}

void keep_until_exit(const mm_struct* mm, CallSite site) {
    internal::keep_until_exit(mm, site);
}

}  // namespace mm
