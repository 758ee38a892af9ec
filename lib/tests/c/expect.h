// What the test programs in C check with. They compile as C++ as well.
#pragma once

#include <stdbool.h>
#include <stdio.h>
#include <string.h>

static int failures;

// Counts and tells an expectation that does not hold; `what` says in words what was expected.
static void expect(bool holds, const char* what) {
    if (holds) return;
    ++failures;
    printf("WRONG: expected that %s\n", what);
}

// The exit status of a test program.
static int status_of_expectations(void) {
    puts(failures == 0 ? "all expectations held" : "some expectations failed");
    return failures == 0 ? 0 : 1;
}
