// Another part of a program, in C.
#include <mm/mm_struct.h>

int part(void) {
    return 0;
}
