// A real child process, told what to do and never left behind.
#pragma once

#include <sys/types.h>

#include <cstdint>
#include <optional>
#include <string>

#include "child_program.hpp"
#include "exposed_page.hpp"
#include "file_descriptor.hpp"
#include "waiter.hpp"

namespace mm::process {

/// One child, and the sibling that it may make. Each call returns when the kernel has done what it
/// names; the destructor kills and reaps whoever is left.
///
/// *Errors* of every call: Interrupted, BrokenOff, and NotPermitted where the kernel refuses.
class Child {
 public:
    explicit Child(Waiter& waiter);
    Child(const Child&) = delete;
    Child& operator=(const Child&) = delete;
    ~Child();

    [[nodiscard]] pid_t id() const noexcept { return id_; }
    [[nodiscard]] std::uintptr_t address() const noexcept { return page_.address(); }
    [[nodiscard]] std::uint64_t value() const noexcept { return ExposedPage::value_of(id_); }

    void unmap_the_page() { request(Command::unmap_the_page, "the child's munmap"); }
    void start_thread() { request(Command::start_thread, "the child's thread"); }
    void start_sibling();
    /// *Requires*: a thread was started.
    void first_thread_leaves();
    void execute();

    /// These leave a dead child that is not reaped.
    void end();
    void kill();
    void end_input();

    void reap();
    /// Kills and reaps the sibling.
    void end_sibling();
    /// *Errors*: BrokenOff if the child is dead.
    void require_running() const;

 private:
    Answer request(Command command, const std::string& what);
    void send(Command command);
    [[nodiscard]] std::optional<Answer> receive(const std::string& what);
    void await_end(pid_t process, const std::string& what);

    Waiter& waiter_;
    ExposedPage page_;
    Pipe commands_;
    Pipe answers_;
    pid_t id_ = 0;
    bool reaped_ = false;
    std::optional<pid_t> sibling_;
};

}  // namespace mm::process
