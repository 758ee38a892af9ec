// A whole program of one variant.
#include "mm/mm.hpp"

int main() {
    mm_struct* const mm = mm::mm_alloc();
    mm::mmput(mm);
}
