// The report of leaks at exit.
#pragma once

namespace mm::checked {

/// Tells on standard error what is not given up (Leak.none), as MMSPEC_LEAKS says.
/// Called once, after the destruction of every static object and the stop of the worker.
void report_leaks_at_exit();

}  // namespace mm::checked
