#include "child.hpp"

#include <poll.h>
#include <sys/wait.h>

#include <chrono>
#include <fstream>
#include <iterator>

namespace mm::process {
namespace {

[[nodiscard]] id_t as_id(pid_t process) noexcept {
    return static_cast<id_t>(process);
}

// WNOWAIT: a dead process stays a zombie, so that what follows happens before it is reaped.
[[nodiscard]] bool is_dead(pid_t process) noexcept {
    siginfo_t info{};
    return waitid(P_PID, as_id(process), &info, WEXITED | WNOHANG | WNOWAIT) == 0 &&
           info.si_pid == process;
}

void kill_and_reap(pid_t process) noexcept {
    ::kill(process, SIGKILL);
    const auto end = std::chrono::steady_clock::now() + Waiter::usual_deadline;
    siginfo_t info{};
    while (waitid(P_PID, as_id(process), &info, WEXITED | WNOHANG) == 0 && info.si_pid == 0 &&
           std::chrono::steady_clock::now() < end) {
        poll(nullptr, 0, 1);
    }
}

// The state letter stands after the name, which is in parentheses and may contain any character.
[[nodiscard]] bool first_thread_is_dead(pid_t process) {
    std::ifstream file("/proc/" + std::to_string(process) + "/stat");
    const std::string text{std::istreambuf_iterator<char>(file), {}};
    const std::size_t name_end = text.rfind(')');
    return name_end != std::string::npos && text.substr(name_end, 3) == ") Z";
}

}  // namespace

Child::Child(Waiter& waiter) : waiter_(waiter) {
    const pid_t parent = getpid();
    id_ = fork();
    if (id_ < 0) throw NotPermitted(with_error("no child can be forked", errno));
    if (id_ == 0) {
        commands_.writing.close();
        answers_.reading.close();
        run_child({commands_.reading.number(), answers_.writing.number(), parent}, page_);
    }
    commands_.reading.close();
    answers_.writing.close();
    try {
        if (!receive("the child to start")) throw BrokenOff("the child ended while it started");
    } catch (...) {
        kill_and_reap(id_);
        throw;
    }
}

Child::~Child() {
    if (sibling_) kill_and_reap(*sibling_);
    if (!reaped_) kill_and_reap(id_);
}

void Child::send(Command command) {
    const char byte = static_cast<char>(command);
    if (write(commands_.writing.number(), &byte, 1) != 1) {
        throw BrokenOff(with_error("the child takes no command", errno));
    }
}

std::optional<Answer> Child::receive(const std::string& what) {
    waiter_.until_readable(answers_.reading.number(), what);
    Answer answer;
    const ssize_t bytes = read(answers_.reading.number(), &answer, sizeof answer);
    if (bytes != ssize_t{sizeof answer}) return std::nullopt;
    return answer;
}

Answer Child::request(Command command, const std::string& what) {
    send(command);
    const std::optional<Answer> answer = receive(what);
    if (!answer) throw BrokenOff("the child ended where " + what + " was expected");
    if (answer->error != 0) throw NotPermitted(with_error(what + " is refused", answer->error));
    return *answer;
}

void Child::await_end(pid_t process, const std::string& what) {
    waiter_.until([process] { return is_dead(process); }, what);
}

void Child::start_sibling() {
#if defined(__SANITIZE_THREAD__)
    constexpr bool thread_sanitizer = true;
#elif defined(__has_feature)
    constexpr bool thread_sanitizer = __has_feature(thread_sanitizer);
#else
    constexpr bool thread_sanitizer = false;
#endif
    if constexpr (thread_sanitizer) {
        throw NotPermitted("a child of clone(CLONE_VM) crashes under the thread sanitizer");
    }
    sibling_ = request(Command::start_sibling, "the child's clone(CLONE_VM)").value;
}

void Child::first_thread_leaves() {
    send(Command::first_thread_leaves);
    waiter_.until([this] { return first_thread_is_dead(id_); }, "the child's first thread to end");
}

void Child::execute() {
    send(Command::execute);
    // The kernel closes the answers in execve, after the old address space is given up.
    const std::optional<Answer> answer = receive("the child's execve");
    if (answer) throw NotPermitted(with_error("execve of cat is refused", answer->error));
    require_running();
}

void Child::require_running() const {
    if (is_dead(id_)) throw BrokenOff("the child died where it should live");
}

void Child::end() {
    send(Command::end);
    await_end(id_, "the child to exit");
}

void Child::kill() {
    ::kill(id_, SIGKILL);
    await_end(id_, "the killed child to end");
}

void Child::end_input() {
    commands_.writing.close();
    await_end(id_, "the executed program to exit");
}

void Child::reap() {
    siginfo_t info{};
    if (waitid(P_PID, as_id(id_), &info, WEXITED | WNOHANG) != 0 || info.si_pid != id_) {
        throw BrokenOff("the dead child cannot be reaped");
    }
    reaped_ = true;
}

void Child::end_sibling() {
    ::kill(*sibling_, SIGKILL);
    await_end(*sibling_, "the killed sibling to end");
    kill_and_reap(*sibling_);
    sibling_.reset();
}

}  // namespace mm::process
