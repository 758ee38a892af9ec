// Every call that may be refused, made wrongly: each must return all the same.
#include "wrong_calls.h"

#include <mm/mm_struct.h>

int make_wrong_calls(void) {
    int returned = 0;
    mmgrab(NULL);
    ++returned;
    mmdrop(NULL);
    ++returned;
    mmget(NULL);
    ++returned;
    if (!mmget_not_zero(NULL)) ++returned;
    mmput(NULL);
    ++returned;
    mmput_async(NULL);
    ++returned;
    if (mmspec_alloc(NULL, NULL, 0, 0) == NULL) ++returned;
    if (mmspec_contents(NULL) == NULL) ++returned;
    mmspec_atomic_leave();
    ++returned;
    mmspec_atomic_enter();
    flush_mmput_async();
    ++returned;
    mmspec_atomic_leave();
    return returned;
}
