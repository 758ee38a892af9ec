#include "explorer/memory_hook.hpp"

#include <cstdlib>
#include <new>

#include "explorer/machine.hpp"

namespace mm::explorer {

constinit thread_local Machine* running_machine = nullptr;

namespace {

/// Null if there is none.
[[nodiscard]] void* allocate(std::size_t size, std::size_t alignment) noexcept {
    if (running_machine != nullptr) return running_machine->allocate(size, alignment);
    if (size == 0) size = 1;
    // std::aligned_alloc wants a multiple of the alignment.
    return alignment <= alignof(std::max_align_t)
               ? std::malloc(size)
               : std::aligned_alloc(alignment, (size + alignment - 1) / alignment * alignment);
}

[[nodiscard]] void* allocate_or_throw(std::size_t size, std::size_t alignment) {
    void* const block = allocate(size, alignment);
    if (block == nullptr) throw std::bad_alloc();
    return block;
}

void release(void* block) noexcept {
    if (block == nullptr) return;
    if (running_machine != nullptr && running_machine->free(block)) return;
    std::free(block);
}

}  // namespace
}  // namespace mm::explorer

using mm::explorer::allocate_or_throw;
using mm::explorer::release;

// Those for arrays, which call these, too: a sanitizer's would not.
void* operator new(std::size_t size) {
    return allocate_or_throw(size, alignof(std::max_align_t));
}
void* operator new[](std::size_t size) {
    return allocate_or_throw(size, alignof(std::max_align_t));
}
void* operator new(std::size_t size, std::align_val_t alignment) {
    return allocate_or_throw(size, static_cast<std::size_t>(alignment));
}
void* operator new[](std::size_t size, std::align_val_t alignment) {
    return allocate_or_throw(size, static_cast<std::size_t>(alignment));
}
void* operator new(std::size_t size, const std::nothrow_t&) noexcept {
    return mm::explorer::allocate(size, alignof(std::max_align_t));
}
void* operator new[](std::size_t size, const std::nothrow_t&) noexcept {
    return mm::explorer::allocate(size, alignof(std::max_align_t));
}
void operator delete(void* block) noexcept {
    release(block);
}
void operator delete[](void* block) noexcept {
    release(block);
}
void operator delete(void* block, std::size_t) noexcept {
    release(block);
}
void operator delete[](void* block, std::size_t) noexcept {
    release(block);
}
void operator delete(void* block, std::align_val_t) noexcept {
    release(block);
}
void operator delete[](void* block, std::align_val_t) noexcept {
    release(block);
}
void operator delete(void* block, std::size_t, std::align_val_t) noexcept {
    release(block);
}
void operator delete[](void* block, std::size_t, std::align_val_t) noexcept {
    release(block);
}
