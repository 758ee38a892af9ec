#include "mm/c/atomic_context.h"

void mmspec_atomic_enter() {}
void mmspec_atomic_leave() {}
