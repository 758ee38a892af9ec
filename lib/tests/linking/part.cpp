// Another part of a program, which includes a header of the library and calls nothing.
#include "mm/mm.hpp"

int part() {
    return 0;
}
