// A broken rule, and who is told, for C programs of the checked build.
#pragma once

#include <stdbool.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/// One broken clause. All pointers are valid during the handler only.
struct mmspec_violation {
    /// The id of the clause, such as "Owned.release", and the name of the operation.
    const char* clause;
    const char* operation;
    /// True if the operation was refused and changed nothing.
    bool refused;
    const char* cause;
    const char* cure;
    /// Where the operation was called; `file` is null where that is not known.
    const char* file;
    uint32_t line;
    /// The number of the thread, from 1 in the order of their first calls.
    uint32_t thread;
    const void* mm;
    /// The whole report as text, as the default handler prints it.
    const char* report;
};

/// Called for every violation, on the thread that made it. It returns, and the operation is then
/// refused with the result that it states; or it ends the process. A longjmp out of it is
/// undefined.
typedef void (*mmspec_violation_handler)(const struct mmspec_violation* violation);

/// Installs a handler, null for the default, which prints the report to standard error and aborts;
/// returns the C handler before, null if there was none.
mmspec_violation_handler mmspec_set_violation_handler(mmspec_violation_handler handler);

#ifdef __cplusplus
}
#endif
