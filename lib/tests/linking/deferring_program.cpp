// A whole program of one variant, which defers a teardown.
#include "mm/mm.hpp"
#include "threads_of_process.h"

int main() {
    mm_struct* const mm = mm::mm_alloc();
    mm::mmput_async(mm);
    print_threads_of_process();
}
