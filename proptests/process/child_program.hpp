// What a child does, and how it is told.
#pragma once

#include <sys/types.h>

#include <cstdint>

#include "exposed_page.hpp"

namespace mm::process {

/// A request to a child, one byte. Each is answered by an Answer unless it ends the child.
enum class Command : char {
    /// Ends the process, with all its threads.
    end,
    unmap_the_page,
    /// Makes a process that shares this address space; the answer's value is its id.
    start_sibling,
    start_thread,
    /// Ends the first thread; the other thread then takes the commands.
    first_thread_leaves,
    /// Runs another program in this process; answered by the end of the answers, or by an error.
    execute,
};

/// *Invariant*: `error` is 0 or an errno value.
struct Answer {
    int error = 0;
    pid_t value = 0;
};

/// The child's side of the two pipes.
struct Orders {
    int commands = -1;
    int answers = -1;
    pid_t parent = 0;
};

/// Runs in a new child until it is told to end; answers once when it is ready.
[[noreturn]] void run_child(const Orders& orders, const ExposedPage& page);

}  // namespace mm::process
