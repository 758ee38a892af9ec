#include "waiter.hpp"

#include <poll.h>
#include <sys/signalfd.h>

#include <array>
#include <sstream>

namespace mm::process {
namespace {

using Clock = std::chrono::steady_clock;

// The kernel announces only some of what is waited for, so the rest is looked at this often.
constexpr std::chrono::milliseconds interval{2};

}  // namespace

Waiter::Waiter(std::chrono::milliseconds deadline) : deadline_(deadline) {
    sigset_t mask;
    sigemptyset(&mask);
    sigaddset(&mask, SIGINT);
    sigaddset(&mask, SIGCHLD);
    if (const int number = pthread_sigmask(SIG_BLOCK, &mask, &previous_mask_); number != 0) {
        throw NotPermitted(with_error("signals cannot be blocked", number));
    }
    // A command to a child that has died is an error of that write, not the end of this process.
    struct sigaction ignore {};
    ignore.sa_handler = SIG_IGN;
    sigaction(SIGPIPE, &ignore, &previous_pipe_action_);
    signals_ = FileDescriptor(signalfd(-1, &mask, SFD_CLOEXEC | SFD_NONBLOCK));
    if (signals_.number() < 0) {
        const int number = errno;
        pthread_sigmask(SIG_SETMASK, &previous_mask_, nullptr);
        sigaction(SIGPIPE, &previous_pipe_action_, nullptr);
        throw NotPermitted(with_error("signals cannot be received through a file", number));
    }
}

Waiter::~Waiter() {
    sigaction(SIGPIPE, &previous_pipe_action_, nullptr);
    pthread_sigmask(SIG_SETMASK, &previous_mask_, nullptr);
}

std::string Waiter::too_late(const std::string& what) const {
    std::ostringstream text;
    text << "waited " << std::chrono::duration<double>(deadline_).count() << " s for " << what
         << ": the machine is overloaded or the process is stopped; run it again";
    return text.str();
}

void Waiter::check_interrupted() {
    signalfd_siginfo received;
    while (read(signals_.number(), &received, sizeof received) == sizeof received) {
        if (received.ssi_signo == SIGINT) throw Interrupted();
    }
}

bool Waiter::holds_within(std::chrono::milliseconds limit, const std::function<bool()>& condition) {
    const auto end = Clock::now() + limit;
    while (true) {
        check_interrupted();
        if (condition()) return true;
        if (Clock::now() >= end) return false;
        pollfd watched{signals_.number(), POLLIN, 0};
        poll(&watched, 1, static_cast<int>(interval.count()));
    }
}

void Waiter::until(const std::function<bool()>& condition, const std::string& what) {
    if (!holds_within(deadline_, condition)) throw BrokenOff(too_late(what));
}

void Waiter::until_readable(int fd, const std::string& what) {
    const auto end = Clock::now() + deadline_;
    while (true) {
        check_interrupted();
        const auto left =
            std::chrono::duration_cast<std::chrono::milliseconds>(end - Clock::now()).count();
        if (left <= 0) throw BrokenOff(too_late(what));
        std::array<pollfd, 2> watched{{{fd, POLLIN, 0}, {signals_.number(), POLLIN, 0}}};
        poll(watched.data(), watched.size(), static_cast<int>(left));
        if (watched[0].revents != 0) return;
    }
}

}  // namespace mm::process
