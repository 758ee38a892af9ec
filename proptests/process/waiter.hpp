// Waiting with a deadline, awake for Ctrl-C and for the end of children.
#pragma once

#include <signal.h>

#include <chrono>
#include <functional>
#include <string>

#include "file_descriptor.hpp"

namespace mm::process {

/// Receives SIGINT and SIGCHLD for this process while it exists, so that every wait can be
/// interrupted at a point where children are reaped.
///
/// *Requires*: one thread (signals are blocked for the calling thread and those it starts).
class Waiter {
 public:
    /// How long any one wait may take.
    static constexpr std::chrono::seconds usual_deadline{10};

    explicit Waiter(std::chrono::milliseconds deadline = usual_deadline);
    Waiter(const Waiter&) = delete;
    Waiter& operator=(const Waiter&) = delete;
    ~Waiter();

    /// Returns once `fd` can be read or is at its end.
    /// *Errors*: Interrupted; BrokenOff, naming `what`, after the deadline.
    void until_readable(int fd, const std::string& what);

    /// Returns once `condition` holds. *Errors*: as `until_readable`.
    void until(const std::function<bool()>& condition, const std::string& what);

    /// As `until`, but returns false after `limit`.
    [[nodiscard]] bool holds_within(std::chrono::milliseconds limit,
                                    const std::function<bool()>& condition);

    /// *Errors*: Interrupted, if Ctrl-C was pressed.
    void check_interrupted();

 private:
    [[nodiscard]] std::string too_late(const std::string& what) const;

    std::chrono::milliseconds deadline_;
    sigset_t previous_mask_{};
    struct sigaction previous_pipe_action_ {};
    FileDescriptor signals_;
};

}  // namespace mm::process
