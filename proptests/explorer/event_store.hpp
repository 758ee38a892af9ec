// The events of an execution, in the order in which they were added.
#pragma once

#include <cstddef>
#include <memory>
#include <type_traits>
#include <utility>

#include "explorer/event.hpp"
#include "explorer/kept_memory.hpp"

namespace mm::explorer {

/// A vector with room for as many events as there may be. Executions are copied all the time.
/// Moved from, it may be destroyed or assigned to.
class EventStore {
 public:
    EventStore() = default;
    EventStore(const EventStore& other) : size_(other.size_) {
        std::uninitialized_copy_n(other.data(), size_, data());
    }
    EventStore(EventStore&&) noexcept = default;
    EventStore& operator=(const EventStore&) = delete;
    EventStore& operator=(EventStore&&) noexcept = default;
    ~EventStore() = default;

    [[nodiscard]] std::size_t size() const noexcept { return size_; }
    [[nodiscard]] Event& operator[](std::size_t index) noexcept { return data()[index]; }
    [[nodiscard]] const Event& operator[](std::size_t index) const noexcept {
        return data()[index];
    }
    /// *Requires*: fewer than there may be.
    Event& push_back(const Event& event) { return *std::construct_at(data() + size_++, event); }

 private:
    static_assert(std::is_trivially_destructible_v<Event>);
    /// The memory holds nothing else.
    [[nodiscard]] Event* data() const noexcept {
        return static_cast<Event*>(static_cast<void*>(memory_.get()));
    }

    KeptMemory<most_events * sizeof(Event)> memory_;
    std::size_t size_ = 0;
};

}  // namespace mm::explorer
