#include "memory_file.hpp"

#include <array>
#include <string>
#include <string_view>

namespace mm::process {

MemoryFile::MemoryFile(pid_t process)
    : file_(open(("/proc/" + std::to_string(process) + "/mem").c_str(), O_RDONLY | O_CLOEXEC)) {
    if (file_.number() < 0) {
        throw NotPermitted(with_error("a child's /proc/PID/mem cannot be opened", errno) +
                           " (the container, a security module or kernel.yama.ptrace_scope "
                           "forbids it)");
    }
}

Reading MemoryFile::read(std::uintptr_t address) const {
    static_assert(sizeof(off_t) >= sizeof(std::uintptr_t));
    std::uint64_t value = 0;
    const ssize_t bytes = pread(file_.number(), &value, sizeof value, static_cast<off_t>(address));
    if (bytes == ssize_t{sizeof value}) return {Seen::data, value};
    if (bytes == 0) return {Seen::no_bytes, 0};
    if (bytes > 0) {
        throw BrokenOff("the kernel gave " + std::to_string(bytes) + " bytes of an aligned word");
    }
    if (errno == EIO) return {Seen::unmapped, 0};
    throw NotPermitted(with_error("a child's /proc/PID/mem cannot be read", errno));
}

void require_own_proc() {
    std::array<char, 32> link{};
    const ssize_t length = readlink("/proc/self", link.data(), link.size());
    if (length < 0) {
        throw NotPermitted(with_error("/proc/self cannot be read", errno) +
                           " (mount /proc, or run it where /proc is mounted)");
    }
    if (std::string_view(link.data(), static_cast<std::size_t>(length)) !=
        std::to_string(getpid())) {
        throw NotPermitted("/proc belongs to another PID namespace (mount it anew in this one)");
    }
}

}  // namespace mm::process
