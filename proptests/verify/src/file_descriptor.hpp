// An open file, closed at the end of its scope.
#pragma once

#include <unistd.h>

#include <utility>

namespace mm::verify {

class FileDescriptor {
 public:
    FileDescriptor() = default;
    explicit FileDescriptor(int number) noexcept : number_(number) {}
    FileDescriptor(FileDescriptor&& other) noexcept : number_(std::exchange(other.number_, -1)) {}
    FileDescriptor(const FileDescriptor&) = delete;
    FileDescriptor& operator=(const FileDescriptor&) = delete;
    FileDescriptor& operator=(FileDescriptor&& other) noexcept {
        std::swap(number_, other.number_);
        return *this;
    }
    ~FileDescriptor() { close(); }

    [[nodiscard]] int get() const noexcept { return number_; }
    [[nodiscard]] bool is_open() const noexcept { return number_ >= 0; }

    void close() noexcept {
        if (is_open()) ::close(std::exchange(number_, -1));
    }

 private:
    int number_ = -1;
};

}  // namespace mm::verify
