// A process's memory, read through /proc/PID/mem.
#pragma once

#include <sys/types.h>

#include <cstdint>

#include "file_descriptor.hpp"

namespace mm::process {

/// What the kernel answers to a read: data; nothing at all, since the address space has no user
/// any more; or an input/output error, since nothing is mapped there in a live address space.
enum class Seen : std::uint8_t { data, no_bytes, unmapped };

struct Reading {
    Seen seen = Seen::no_bytes;
    /// What was read, if it was data.
    std::uint64_t value = 0;
};

/// An open /proc/PID/mem: it holds the process's mm by one grab until it is closed.
class MemoryFile {
 public:
    /// *Errors*: NotPermitted if the file cannot be opened.
    explicit MemoryFile(pid_t process);

    /// *Errors*: NotPermitted if the kernel refuses; BrokenOff for a partial read.
    [[nodiscard]] Reading read(std::uintptr_t address) const;

    void close() noexcept { file_.close(); }

 private:
    FileDescriptor file_;
};

/// *Errors*: NotPermitted if /proc is not there or shows other processes than one's own.
void require_own_proc();

}  // namespace mm::process
