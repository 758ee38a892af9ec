// Misuse from C without a handler: prints the report and aborts.
#include <mm/mm_struct.h>

int main(void) {
    struct mm_struct* const mm = mm_alloc();
    mmdrop(mm);
    return 0;
}
