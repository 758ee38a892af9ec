#include "child_program.hpp"

#include <sched.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <array>
#include <atomic>
#include <cerrno>
#include <cstddef>
#include <system_error>
#include <thread>

namespace mm::process {
namespace {

// The system call and not _exit: sanitizers would do their work at the end of a program here.
[[noreturn]] void leave(int status) noexcept {
    syscall(SYS_exit_group, status);
    __builtin_unreachable();
}

// No process may be left behind, however the parent ends.
void end_with(pid_t parent) noexcept {
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    if (getppid() != parent) leave(1);
}

void answer(const Orders& orders, Answer given) noexcept {
    if (write(orders.answers, &given, sizeof given) != ssize_t{sizeof given}) leave(1);
}

[[nodiscard]] Command next_command(const Orders& orders) noexcept {
    char byte = 0;
    if (read(orders.commands, &byte, 1) != 1) leave(1);
    return static_cast<Command>(byte);
}

int run_sibling(void* parent) {
    end_with(*static_cast<pid_t*>(parent));
    while (true) pause();
}

void start_sibling(const Orders& orders) noexcept {
    // Both live as long as the address space, which the sibling shares.
    alignas(16) static std::array<std::byte, 65536> stack;
    static pid_t parent;
    parent = orders.parent;
    // CLONE_PARENT: the process that compares waits for the sibling itself.
    const pid_t sibling =
        clone(run_sibling, stack.data() + stack.size(), CLONE_VM | CLONE_PARENT | SIGCHLD, &parent);
    answer(orders, {sibling < 0 ? errno : 0, sibling});
}

void execute(const Orders& orders) noexcept {
    // cat waits for the end of its input, which the parent holds.
    if (dup2(orders.commands, STDIN_FILENO) == STDIN_FILENO) {
        execlp("cat", "cat", static_cast<char*>(nullptr));
    }
    answer(orders, {errno, 0});
}

std::atomic<bool> second_thread_leads{false};

void start_thread(const Orders& orders) {
    try {
        std::thread([orders] {
            second_thread_leads.wait(false);
            while (next_command(orders) != Command::end) answer(orders, {ENOTSUP, 0});
            leave(0);
        }).detach();
        answer(orders, {});
    } catch (const std::system_error& error) {
        answer(orders, {error.code().value(), 0});
    }
}

[[noreturn]] void leave_the_rest_to_the_thread() noexcept {
    second_thread_leads.store(true);
    second_thread_leads.notify_one();
    // The system call and not pthread_exit, which ends the process with the last thread it counts.
    syscall(SYS_exit, 0);
    leave(1);
}

}  // namespace

void run_child(const Orders& orders, const ExposedPage& page) {
    end_with(orders.parent);
    page.write(ExposedPage::value_of(getpid()));
    answer(orders, {});
    while (true) {
        switch (next_command(orders)) {
            case Command::end:
                leave(0);
            case Command::unmap_the_page:
                page.unmap();
                answer(orders, {});
                break;
            case Command::start_sibling:
                start_sibling(orders);
                break;
            case Command::start_thread:
                start_thread(orders);
                break;
            case Command::first_thread_leaves:
                leave_the_rest_to_the_thread();
            case Command::execute:
                execute(orders);
                break;
        }
    }
}

}  // namespace mm::process
