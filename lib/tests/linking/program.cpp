// A whole program of one variant.
#include "mm/mm.hpp"
#include "threads_of_process.h"

int main(int argument_count, char**) {
    mm_struct* const mm = mm::mm_alloc();
    const bool leaks = argument_count > 1;
    if (!leaks) mm::mmput(mm);
    print_threads_of_process();
}
