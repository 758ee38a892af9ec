// Looks at an address space where one may not sleep, and lets go of it again.
#include <cstdio>
#include <memory>
#include <utility>

#include "mm/mm.hpp"

struct Pages final : mm::AddressSpace {
    ~Pages() override { std::puts("teardown on the worker"); }
    int mapped = 3;
};

/// As a shrinker that runs under a spinlock: it keeps the struct, and tries for the contents.
void shrink(const mm::Mm& kept) {
    const mm::AtomicContext shrinking;  // until the end of the block
    if (auto user = kept.mmget_not_zero()) {
        const auto deferred = mm::MmWithUser::into_mmput_async(*std::move(user));
        std::printf("%d pages\n", static_cast<Pages*>(deferred->address_space())->mapped);
    }  // the drop of `deferred` is mmput_async: it never sleeps
}

int main() {
    mm_struct* const process = mm::mm_alloc(std::make_unique<Pages>());
    const mm::ARef<mm::Mm> kept(mm::Mm::from_raw(process));
    shrink(*kept);
    mm::mmput_async(process);  // the last user: the teardown is queued
    mm::flush_mmput_async();   // and has ended here
    if (!kept->mmget_not_zero()) std::puts("the process is gone, its struct is kept");
}
