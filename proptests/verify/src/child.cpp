#include "child.hpp"

#include <fcntl.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <csignal>
#include <string_view>
#include <system_error>

#include "failure.hpp"

namespace mm::verify {
namespace {

struct FileActions {
    posix_spawn_file_actions_t value{};
    FileActions() { posix_spawn_file_actions_init(&value); }
    ~FileActions() { posix_spawn_file_actions_destroy(&value); }
    FileActions(const FileActions&) = delete;
    FileActions& operator=(const FileActions&) = delete;
};

struct Attributes {
    posix_spawnattr_t value{};
    Attributes() { posix_spawnattr_init(&value); }
    ~Attributes() { posix_spawnattr_destroy(&value); }
    Attributes(const Attributes&) = delete;
    Attributes& operator=(const Attributes&) = delete;
};

/// The form that the system wants: pointers to the strings, and a null pointer at the end. The
/// system's interface lacks a const and leaves the strings alone.
[[nodiscard]] std::vector<char*> pointers(std::vector<std::string>& strings) {
    std::vector<char*> result;
    result.reserve(strings.size() + 1);
    for (std::string& string : strings) result.push_back(string.data());
    result.push_back(nullptr);
    return result;
}

[[nodiscard]] std::vector<std::string> environment_with(const std::vector<std::string>& added) {
    std::vector<std::string> result = added;
    for (char** entry = environ; *entry != nullptr; ++entry) {
        const std::string_view text(*entry);
        const std::string_view start = text.substr(0, text.find('=') + 1);
        bool replaced = false;
        for (const std::string& one : added) replaced = replaced || one.starts_with(start);
        if (!replaced) result.emplace_back(text);
    }
    return result;
}

[[nodiscard]] Failure cannot_start(const std::string& program, int error) {
    return {ExitStatus::environment, "cannot start " + program + ": " +
                                         std::generic_category().message(error) +
                                         "; build it again, or free processes and memory."};
}

}  // namespace

Child::Child(const std::vector<std::string>& command, const std::vector<std::string>& environment) {
    std::array<int, 2> ends{};
    if (pipe2(ends.data(), O_CLOEXEC) != 0) throw cannot_start(command.front(), errno);
    output_ = FileDescriptor(ends[0]);
    const FileDescriptor input(ends[1]);
    fcntl(output_.get(), F_SETFL, O_NONBLOCK);

    FileActions actions;
    posix_spawn_file_actions_addopen(&actions.value, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
    posix_spawn_file_actions_adddup2(&actions.value, input.get(), STDOUT_FILENO);
    posix_spawn_file_actions_adddup2(&actions.value, input.get(), STDERR_FILENO);

    // The program starts with the signals of a program started by hand: what is blocked here, and
    // what a shell in the background ignores, would make it deaf to an interruption.
    Attributes attributes;
    sigset_t none;
    sigset_t all;
    sigemptyset(&none);
    sigfillset(&all);
    posix_spawnattr_setsigmask(&attributes.value, &none);
    posix_spawnattr_setsigdefault(&attributes.value, &all);
    posix_spawnattr_setpgroup(&attributes.value, 0);
    posix_spawnattr_setflags(
        &attributes.value, POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETPGROUP);

    std::vector<std::string> words = command;
    std::vector<std::string> variables = environment_with(environment);
    const int error = posix_spawn(&id_, words.front().c_str(), &actions.value, &attributes.value,
                                  pointers(words).data(), pointers(variables).data());
    if (error != 0) throw cannot_start(command.front(), error);
}

Child::~Child() {
    if (status_) return;
    send(SIGKILL);
    wait();
}

void Child::send(int signal) const noexcept {
    if (!status_) kill(-id_, signal);
}

bool Child::has_ended() const noexcept {
    if (status_) return true;
    siginfo_t information{};
    const auto id = static_cast<id_t>(id_);
    return waitid(P_PID, id, &information, WEXITED | WNOHANG | WNOWAIT) == 0 &&
           information.si_pid == id_;
}

std::optional<int> Child::reap() noexcept {
    if (!status_ && has_ended()) {
        // Before the wait, while the id cannot belong to anyone else.
        send(SIGKILL);
        wait();
    }
    return status_;
}

void Child::wait() noexcept {
    int status = 0;
    while (waitpid(id_, &status, 0) < 0 && errno == EINTR) {
    }
    status_ = status;
}

}  // namespace mm::verify
