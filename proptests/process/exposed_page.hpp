// The page that a child shows: mapped before the fork, so that both know its address.
#pragma once

#include <sys/mman.h>
#include <unistd.h>

#include <cerrno>
#include <cstddef>
#include <cstdint>

#include "failures.hpp"

namespace mm::process {

/// One private page; after a fork each process has its own contents at the same address.
class ExposedPage {
 public:
    ExposedPage()
        : size_(static_cast<std::size_t>(sysconf(_SC_PAGESIZE))),
          start_(mmap(nullptr, size_, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0)) {
        if (start_ == MAP_FAILED) throw NotPermitted(with_error("no page can be mapped", errno));
    }
    ExposedPage(const ExposedPage&) = delete;
    ExposedPage& operator=(const ExposedPage&) = delete;
    ~ExposedPage() { unmap(); }

    void unmap() const noexcept { munmap(start_, size_); }
    void write(std::uint64_t value) const noexcept {
        // A page is aligned for any type, and the write must reach memory for another to read it.
        *static_cast<volatile std::uint64_t*>(start_) = value;
    }
    [[nodiscard]] std::uintptr_t address() const noexcept {
        return reinterpret_cast<std::uintptr_t>(start_);
    }

    /// What a child writes there: a value that no other process has.
    [[nodiscard]] static constexpr std::uint64_t value_of(pid_t child) noexcept {
        return std::uint64_t{0x6d6d73706563} << 16 ^ static_cast<std::uint64_t>(child);
    }

 private:
    std::size_t size_;
    void* start_;
};

}  // namespace mm::process
