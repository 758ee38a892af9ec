#include "mm/mm.hpp"

template <mm::Send T>
void give_to_another_thread(T) {}

void send(const mm::Mm& mm) {
#ifdef MMSPEC_MISTAKE
    give_to_another_thread(&mm);
#else
    give_to_another_thread(mm::ARef<mm::Mm>(mm));
#endif
}
