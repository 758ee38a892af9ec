#include <mm/mm_struct.h>

int main(void) {
    struct mm_struct* const mm = mm_alloc();
    mmgrab(mm);                               // keeps the struct
    if (mmget_not_zero(mm)) mmput_async(mm);  // takes a user, and gives it up without sleeping
    mmput(mm);                                // the last user: teardown
    mmdrop(mm);                               // the last count: the struct is freed
    return 0;
}
