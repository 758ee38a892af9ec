// The memory of one execution.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

#include "explorer/event.hpp"
#include "explorer/kept_memory.hpp"

namespace mm::explorer {

/// Gives each modelled thread blocks from a region of its own, one after the other, so that a block
/// has the same address in every execution in which its thread has come the same way. Nothing is
/// given out twice in one execution: whoever uses a block after its free is seen by the location
/// that it uses, and not by chance.
class Arena {
 public:
    /// Forgets all blocks.
    void clear() noexcept;
    /// Null if the thread has no more.
    [[nodiscard]] void* allocate(std::size_t thread, std::size_t size,
                                 std::size_t alignment) noexcept;
    /// False if the block was freed before.
    [[nodiscard]] bool free(void* block) noexcept;
    [[nodiscard]] bool owns(const void* block) const noexcept;
    /// The blocks that nobody has freed.
    [[nodiscard]] std::size_t in_use() const noexcept { return in_use_; }

 private:
    /// Bytes for each thread.
    static constexpr std::size_t region_size = std::size_t{256} * 1024;

    KeptMemory<region_size * most_threads> memory_;
    std::array<std::size_t, most_threads> used_{};
    std::size_t in_use_ = 0;
};

}  // namespace mm::explorer
