// Signals as something to read, so that nothing runs inside a handler.
#pragma once

#include <csignal>

#include "file_descriptor.hpp"

namespace mm::verify {

/// While it exists the signals that ask a program to end, and the end of a child, are held back and
/// can be read here. SIGHUP stays ignored if the program was started so (nohup).
class Signals {
 public:
    /// *Errors*: Failure (environment) if the system refuses.
    Signals();
    ~Signals();

    Signals(const Signals&) = delete;
    Signals& operator=(const Signals&) = delete;

    /// Readable when a signal has come.
    [[nodiscard]] int readable() const noexcept { return descriptor_.get(); }

    /// Has one of the signals since the last call asked the program to end?
    [[nodiscard]] bool asked_to_end() const noexcept;

 private:
    sigset_t before_{};
    FileDescriptor descriptor_;
};

}  // namespace mm::verify
