// One real process and the library, driven in step.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <list>
#include <memory>
#include <optional>
#include <string>

#include "child.hpp"
#include "journal.hpp"
#include "library_calls.hpp"
#include "memory_file.hpp"
#include "peer_mm.hpp"
#include "waiter.hpp"

namespace mm::process {

/// Both sides of one scenario. Each call does one thing to the real process, then its counterpart
/// to the library's mm, then compares and writes a step. `expected` is what the counters of a quiet
/// mm are afterwards: the figures measured on a running kernel (Count.word). `patience` is how
/// long the kernel may show a user that the library does not have: another process that looks at
/// /proc/PID is a user for a moment.
///
/// *Errors* of every call: those of Child; `Stopped` after a disagreement about what the library
/// answers, since the two sides are then no longer in step.
class Stage {
 public:
    class Stopped {};
    /// An open /proc/PID/mem and the mm that it holds by a grab.
    struct OpenMemory {
        MemoryFile file;
        PeerMm* mm;
        /// Where it is read.
        std::uintptr_t address;
    };

    Stage(Waiter& waiter, const LibraryCalls& calls, Journal& journal,
          std::chrono::milliseconds patience);

    void fork(Counters expected);
    [[nodiscard]] OpenMemory& open_memory(Counters expected);
    /// Compares what a read gives with what mmget_not_zero answers (Final.no_revival).
    void read(OpenMemory& memory, const std::string& done, Counters expected);
    /// Closes the last reference if `expected` is empty: the struct is then freed.
    void close(OpenMemory& memory, std::optional<Counters> expected);

    void unmap_the_page(Counters expected);
    void start_thread(Counters expected);
    void first_thread_leaves(Counters expected);
    void start_sibling(Counters expected);
    void end_sibling(Counters expected);
    void exit(Counters expected);
    void kill(Counters expected);
    /// The old address space loses its owner and a new one takes its place, at 1 and 1.
    void execute(Counters expected);
    void end_executed_program(Counters expected);
    void reap(Counters expected);

 private:
    void finish(Step step, const PeerMm& mm, std::optional<Counters> expected);
    [[nodiscard]] Reading read_settled(const OpenMemory& memory, bool granted);
    void use_granted(const OpenMemory& memory, const Reading& reading, Counters expected,
                     Step& step);

    Waiter& waiter_;
    const LibraryCalls& calls_;
    Journal& journal_;
    std::chrono::milliseconds patience_;
    RefusalRecord refusals_;
    std::optional<PeerMm> mm_;
    /// The mm after execve.
    std::optional<PeerMm> new_mm_;
    std::list<OpenMemory> open_;
    std::optional<Child> child_;
};

}  // namespace mm::process
