// A whole program of one variant, in C, which defers a teardown.
#include <mm/mm_struct.h>

#include "threads_of_process.h"

int main(void) {
    mmput_async(mm_alloc());
    print_threads_of_process();
    flush_mmput_async();
    return 0;
}
