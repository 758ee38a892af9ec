// Contents of an mm that tell of their teardown.
#pragma once

#include <atomic>
#include <functional>
#include <memory>
#include <utility>

#include "mm/address_space.hpp"

namespace mm::tests {

/// Calls what the test gave it when it is destroyed, which is at teardown.
class ObservedSpace : public AddressSpace {
 public:
    explicit ObservedSpace(std::function<void()> at_teardown)
        : at_teardown_(std::move(at_teardown)) {}
    ~ObservedSpace() override { at_teardown_(); }

 private:
    std::function<void()> at_teardown_;
};

/// Counts the teardowns of the contents that it gave out.
class Teardowns {
 public:
    [[nodiscard]] std::unique_ptr<AddressSpace> contents() {
        // Relaxed: the count must not order threads that the library does not order.
        return std::make_unique<ObservedSpace>(
            [this] { number_.fetch_add(1, std::memory_order_relaxed); });
    }
    [[nodiscard]] unsigned number() const { return number_.load(std::memory_order_relaxed); }

 private:
    std::atomic<unsigned> number_{0};
};

}  // namespace mm::tests
