// Calls of a C program to a library whose handler is C++.
#pragma once

#include <stddef.h>

#ifdef __cplusplus
extern "C" {
#endif

enum { number_of_wrong_calls = 10 };

// How many of the wrong calls returned with their refused result.
int make_wrong_calls(void);

#ifdef __cplusplus
}
#endif
