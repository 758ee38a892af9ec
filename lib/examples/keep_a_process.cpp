// Keeps a process's struct, and reaches its address space only while the process lives.
#include <cstdio>
#include <memory>

#include "mm/mm.hpp"

struct Pages final : mm::AddressSpace {
    ~Pages() override { std::printf("teardown of %d pages\n", mapped); }
    int mapped = 0;
};

int main() {
    mm_struct* const process = mm::mm_alloc(std::make_unique<Pages>());
    const mm::ARef<mm::Mm> kept(mm::Mm::from_raw(process));  // the struct, not its contents
    if (const auto user = kept->mmget_not_zero()) {          // the contents as well, in this block
        static_cast<Pages*>((*user)->address_space())->mapped = 3;
    }
    mm::mmput(process);  // the process exits: teardown
    if (!kept->mmget_not_zero()) std::puts("the process is gone, its struct is kept");
}  // the last reference: the struct is freed
