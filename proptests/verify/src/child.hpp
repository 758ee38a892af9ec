// A running program in a process group of its own.
#pragma once

#include <sys/types.h>

#include <optional>
#include <string>
#include <vector>

#include "file_descriptor.hpp"

namespace mm::verify {

/// *Invariant*: until it is reaped its process id is not given to another process, so a signal
/// reaches this program and what it started, and nothing else.
class Child {
 public:
    /// Starts `command` with an empty standard input; `environment` adds `NAME=VALUE` entries.
    ///
    /// *Requires*: `command` is not empty and names its program by a path.
    ///
    /// *Errors*: Failure (environment) if the program cannot be started.
    Child(const std::vector<std::string>& command, const std::vector<std::string>& environment);

    /// Ends the program and whatever it started, if it still runs.
    ~Child();

    Child(const Child&) = delete;
    Child& operator=(const Child&) = delete;

    /// Where its standard output and standard error can be read, without blocking.
    [[nodiscard]] int output() const noexcept { return output_.get(); }

    /// Sends a signal to the program and to what it started; nothing once it is reaped.
    void send(int signal) const noexcept;

    /// Has it ended? It is not reaped by asking.
    [[nodiscard]] bool has_ended() const noexcept;

    /// Its status as of waitpid(2), if it has ended. What it left running is ended too.
    [[nodiscard]] std::optional<int> reap() noexcept;

 private:
    void wait() noexcept;

    FileDescriptor output_;
    pid_t id_ = -1;
    std::optional<int> status_;
};

}  // namespace mm::verify
