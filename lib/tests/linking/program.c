// A whole program of one variant, in C, that needs no worker.
#include <mm/mm_struct.h>
#include <stddef.h>

#include "threads_of_process.h"

int main(int argument_count, char** arguments) {
    const int leaks = argument_count > 1;
    struct mm_struct* const mm = mmspec_alloc(NULL, NULL, 1, 1);
    mmspec_atomic_enter();
    mmgrab(mm);
    mmdrop(mm);
    mmspec_atomic_leave();
    mmdrop(mm);
    if (!leaks) mmput(mm);
    (void)arguments;
    print_threads_of_process();
    return 0;
}
