// An mm that says when, where and in what order it is torn down.
#pragma once

#include <functional>
#include <memory>
#include <mutex>
#include <utility>
#include <vector>

#include "mm/mm.hpp"
#include "support/contents.hpp"

namespace mm::tests {

/// An mm with one user, owned by raw code, and contents that call `at_teardown`.
[[nodiscard]] inline mm_struct* mm_with_teardown(std::function<void()> at_teardown) {
    return mm_alloc(std::make_unique<ObservedSpace>(std::move(at_teardown)));
}

/// The numbers that teardowns noted, in their order.
class Noted {
 public:
    void note(int number) {
        const std::lock_guard lock(mutex_);
        numbers_.push_back(number);
    }
    [[nodiscard]] std::vector<int> numbers() const {
        const std::lock_guard lock(mutex_);
        return numbers_;
    }
    [[nodiscard]] mm_struct* mm_that_notes(int number) {
        return mm_with_teardown([this, number] { note(number); });
    }

 private:
    mutable std::mutex mutex_;
    std::vector<int> numbers_;
};

}  // namespace mm::tests
