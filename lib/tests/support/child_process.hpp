// A forked process with a deadline, so that one which hangs is a failure and not a wait.
#pragma once

#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <csignal>
#include <cstring>
#include <string>

#include "support/deadline.hpp"

namespace mm::tests {

/// How the child of a fork ended, in words: "ended with 0" is a success.
[[nodiscard]] inline std::string end_of_child(pid_t child) {
    int status = 0;
    if (waitpid(child, &status, 0) != child) return std::strerror(errno);
    if (WIFSIGNALED(status)) {
        const bool late = WTERMSIG(status) == SIGALRM;
        return late ? "hung until its deadline" : "killed by " + std::to_string(WTERMSIG(status));
    }
    return "ended with " + std::to_string(WEXITSTATUS(status));
}

/// Forks; the child has 20 seconds, runs `work` and ends at once with the status that it returns.
template <typename Work>
[[nodiscard]] pid_t fork_for(Work&& work) {
    const pid_t child = fork();
    if (child != 0) return child;
    alarm(deadline_in_seconds());
    _exit(work());
}

template <typename Work>
[[nodiscard]] std::string end_of_fork_for(Work&& work) {
    return end_of_child(fork_for(work));
}

}  // namespace mm::tests
