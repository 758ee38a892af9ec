// Pauses between the atomic steps of one thread, so that races really occur.
#pragma once

#include <cstddef>
#include <cstdint>

#include "schedule/stepped_atomic.hpp"

namespace mm::proptests {

/// While it exists, this thread pauses at some of the steps that the library announces, as drawn
/// from a seed. An implementation whose atomics announce nothing pauses between operations only.
///
/// A pause mostly lasts until others have done a few steps, so that what overlaps does not depend
/// on how busy the machine is; it ends as well when all others pause or have ended.
class Pauses final : public StepObserver {
 public:
    /// *Requires*: every thread that `expect` was told of makes one.
    explicit Pauses(std::uint32_t seed) noexcept;
    Pauses(const Pauses&) = delete;
    Pauses& operator=(const Pauses&) = delete;
    ~Pauses();

    /// So many threads are about to start.
    static void expect(std::size_t number) noexcept;

    void before(Step step, const void* address) override;
    void between_operations() noexcept;

    /// How often this thread has added to a word of the protocol.
    [[nodiscard]] unsigned additions() const noexcept { return additions_; }
    /// True once a step was announced on this thread.
    [[nodiscard]] bool announced() const noexcept { return announced_; }

 private:
    void pause() noexcept;
    static void await(std::uint32_t steps) noexcept;
    [[nodiscard]] std::uint32_t draw() noexcept;

    std::uint32_t state_;
    unsigned additions_ = 0;
    bool announced_ = false;
};

}  // namespace mm::proptests
