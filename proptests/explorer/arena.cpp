#include "explorer/arena.hpp"

#include <functional>
#include <new>

namespace mm::explorer {
namespace {

/// Before each block.
struct alignas(std::max_align_t) Header {
    bool freed = false;
};

}  // namespace

void Arena::clear() noexcept {
    used_.fill(0);
    in_use_ = 0;
}

void* Arena::allocate(std::size_t thread, std::size_t size, std::size_t alignment) noexcept {
    const std::size_t step = alignment < alignof(Header) ? alignof(Header) : alignment;
    const std::size_t begin = (used_[thread] + sizeof(Header) + step - 1) / step * step;
    if (begin + size > region_size) return nullptr;
    used_[thread] = begin + size;
    ++in_use_;
    std::byte* const block = memory_.get() + thread * region_size + begin;
    new (block - sizeof(Header)) Header;
    return block;
}

bool Arena::free(void* block) noexcept {
    // Every block has its header right before it (`allocate`).
    Header& header = *reinterpret_cast<Header*>(static_cast<std::byte*>(block) - sizeof(Header));
    if (header.freed) return false;
    header.freed = true;
    --in_use_;
    return true;
}

bool Arena::owns(const void* block) const noexcept {
    const void* const begin = memory_.get();
    const void* const end = memory_.get() + region_size * most_threads;
    return !std::less<>()(block, begin) && std::less<>()(block, end);
}

}  // namespace mm::explorer
