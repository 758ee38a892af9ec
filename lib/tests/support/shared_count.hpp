// A number that a process and those it forks share.
#pragma once

#include <sys/mman.h>

#include <atomic>
#include <cerrno>
#include <cstddef>
#include <new>
#include <system_error>

namespace mm::tests {

class SharedCount {
 public:
    SharedCount()
        : page_(mmap(nullptr, size, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0)) {
        if (page_ == MAP_FAILED) throw std::system_error(errno, std::generic_category(), "mmap");
        number_ = new (page_) std::atomic<unsigned>(0);
    }
    SharedCount(const SharedCount&) = delete;
    SharedCount& operator=(const SharedCount&) = delete;
    ~SharedCount() { munmap(page_, size); }

    void add_one() { number_->fetch_add(1); }
    [[nodiscard]] unsigned read() const { return number_->load(); }

 private:
    static constexpr std::size_t size = sizeof(std::atomic<unsigned>);

    void* page_;
    std::atomic<unsigned>* number_ = nullptr;
};

}  // namespace mm::tests
