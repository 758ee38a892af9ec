#include "run_program.hpp"

#include <fcntl.h>
#include <pty.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <system_error>
#include <thread>

namespace mm::tests {
namespace {

struct Channel {
    int read = -1;
    int write = -1;
};

void require(bool success, const char* what) {
    if (!success) throw std::system_error(errno, std::generic_category(), what);
}

[[nodiscard]] Channel channel(Errors kind) {
    Channel made;
    if (kind == Errors::to_a_terminal) {
        require(openpty(&made.read, &made.write, nullptr, nullptr, nullptr) == 0, "openpty");
    } else {
        int ends[2];
        require(pipe(ends) == 0, "pipe");
        made = {ends[0], ends[1]};
    }
    require(fcntl(made.read, F_SETFD, FD_CLOEXEC) == 0, "fcntl");
    return made;
}

/// Until all writers are gone, which a terminal tells as an error.
[[nodiscard]] std::string all_of(int descriptor) {
    std::string text;
    char part[4096];
    for (;;) {
        const ssize_t size = read(descriptor, part, sizeof part);
        if (size <= 0) break;
        text.append(part, static_cast<std::size_t>(size));
    }
    close(descriptor);
    return text;
}

[[noreturn]] void become(const std::vector<std::string>& command,
                         const std::vector<std::string>& environment) {
    for (const std::string& setting : environment) putenv(strdup(setting.c_str()));
    std::vector<char*> arguments;
    arguments.reserve(command.size() + 1);
    for (const std::string& argument : command) arguments.push_back(strdup(argument.c_str()));
    arguments.push_back(nullptr);
    execv(arguments[0], arguments.data());
    _exit(127);
}

}  // namespace

bool terminals_can_be_had() {
    int read = -1;
    int write = -1;
    if (openpty(&read, &write, nullptr, nullptr, nullptr) != 0) return false;
    close(read);
    close(write);
    return true;
}

Ended run(const std::vector<std::string>& command, const std::vector<std::string>& environment,
          Errors errors) {
    const Channel output = channel(Errors::to_a_pipe);
    const Channel error_output = channel(errors);
    const pid_t child = fork();
    require(child >= 0, "fork");
    if (child == 0) {
        dup2(output.write, STDOUT_FILENO);
        dup2(error_output.write, STDERR_FILENO);
        close(output.write);
        close(error_output.write);
        become(command, environment);
    }
    close(output.write);
    close(error_output.write);
    Ended ended;
    std::thread reader([&] { ended.output = all_of(output.read); });
    ended.errors = all_of(error_output.read);
    reader.join();
    int status = 0;
    require(waitpid(child, &status, 0) == child, "waitpid");
    ended.status = WIFEXITED(status) ? WEXITSTATUS(status) : -WTERMSIG(status);
    return ended;
}

}  // namespace mm::tests
