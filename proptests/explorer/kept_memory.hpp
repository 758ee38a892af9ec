// Blocks of memory that are used again and again.
#pragma once

#include <cstddef>
#include <memory>
#include <utility>
#include <vector>

namespace mm::explorer {

/// A block of so many bytes. One that is given back is kept, and the next owner on this thread gets
/// it as it was left: most programs run in less time than it takes to ask for memory each time.
/// Moved from, it is none.
template <std::size_t size>
class KeptMemory {
 public:
    KeptMemory() {
        Blocks& kept = blocks();
        if (kept.empty()) {
            // Not zeroed; libc++ 14 has no std::make_unique_for_overwrite.
            block_.reset(new Block);
        } else {
            block_ = std::move(kept.back());
            kept.pop_back();
        }
    }
    KeptMemory(KeptMemory&&) noexcept = default;
    KeptMemory& operator=(KeptMemory&& other) noexcept {
        std::swap(block_, other.block_);
        return *this;
    }
    KeptMemory(const KeptMemory&) = delete;
    KeptMemory& operator=(const KeptMemory&) = delete;
    ~KeptMemory() {
        if (block_) blocks().push_back(std::move(block_));
    }

    [[nodiscard]] std::byte* get() const noexcept { return block_->bytes; }

 private:
    struct Block {
        alignas(64) std::byte bytes[size];
    };
    using Blocks = std::vector<std::unique_ptr<Block>>;
    [[nodiscard]] static Blocks& blocks() {
        thread_local Blocks kept;
        return kept;
    }

    std::unique_ptr<Block> block_;
};

}  // namespace mm::explorer
