#include "signals.hpp"

#include <sys/signalfd.h>
#include <unistd.h>

#include <cerrno>
#include <string>
#include <system_error>

#include "failure.hpp"

namespace mm::verify {

Signals::Signals() {
    sigset_t watched;
    sigemptyset(&watched);
    sigaddset(&watched, SIGCHLD);
    sigaddset(&watched, SIGINT);
    sigaddset(&watched, SIGTERM);
    struct sigaction hangup {};
    sigaction(SIGHUP, nullptr, &hangup);
    if (hangup.sa_handler != SIG_IGN) sigaddset(&watched, SIGHUP);

    pthread_sigmask(SIG_BLOCK, &watched, &before_);
    // A parent that ignores SIGCHLD hands that down, and then children vanish without a status.
    struct sigaction by_default {};
    by_default.sa_handler = SIG_DFL;
    sigaction(SIGCHLD, &by_default, nullptr);

    descriptor_ = FileDescriptor(signalfd(-1, &watched, SFD_NONBLOCK | SFD_CLOEXEC));
    if (!descriptor_.is_open()) {
        const std::string cause = std::generic_category().message(errno);
        pthread_sigmask(SIG_SETMASK, &before_, nullptr);
        throw Failure(ExitStatus::environment, "cannot watch signals: " + cause + ".");
    }
}

Signals::~Signals() {
    pthread_sigmask(SIG_SETMASK, &before_, nullptr);
}

bool Signals::asked_to_end() const noexcept {
    bool asked = false;
    signalfd_siginfo signal{};
    while (read(descriptor_.get(), &signal, sizeof signal) == sizeof signal) {
        if (signal.ssi_signo != SIGCHLD) asked = true;
    }
    return asked;
}

}  // namespace mm::verify
