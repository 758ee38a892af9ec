// Objects that initialisers make: by value, and on the heap.
#pragma once

#include <memory>
#include <new>
#include <utility>

#include "mm/init/initialiser.hpp"
#include "mm/init/result.hpp"
#include "mm/init/slot.hpp"

namespace mm {
namespace internal {

/// Storage from the global operator new, which a delete expression may give back later.
template <typename T>
class HeapStorage {
 public:
    HeapStorage() : storage_(std::allocator<T>().allocate(1)) {}
    HeapStorage(const HeapStorage&) = delete;
    HeapStorage& operator=(const HeapStorage&) = delete;
    ~HeapStorage() {
        if (storage_ != nullptr) std::allocator<T>().deallocate(storage_, 1);
    }

    [[nodiscard]] T* get() const noexcept { return storage_; }
    [[nodiscard]] T* release() noexcept { return std::exchange(storage_, nullptr); }

 private:
    T* storage_;
};

/// Is given back to the global operator delete, as HeapStorage came from the global operator new.
template <typename T>
concept OnGlobalHeap = !requires(void* memory) {
    T::operator delete(memory);
}
&&!requires(void* memory) {
    T::operator delete(memory, sizeof(T));
}
&&!requires(void* memory) {
    T::operator delete (memory, std::align_val_t{});
}
&&!requires(void* memory) {
    T::operator delete (memory, sizeof(T), std::align_val_t{});
}
&&!requires(T * object) {
    T::operator delete (object, std::destroying_delete_t{});
};

}  // namespace internal

/// The `T` that `initialiser` makes, or its error.
/// *Ensures*: with an error nothing is left (Init.all_or_nothing).
template <typename T, Init<T> I>
[[nodiscard]] Result<T, InitError<I, T>> make(I initialiser, CallSite site = CallSite::here()) {
    using Made = Result<T, InitError<I, T>>;
    Slot<T> slot;
    auto made = slot.init(std::move(initialiser), site);
    if (!made) return Made::failure(std::move(made).error());
    return Made::success(slot.take(site));
}

/// The `T` that `initialiser` makes on the heap, where it stays (Init.pinned), or its error.
/// *Ensures*: with an error nothing is left, the memory included (Init.all_or_nothing).
/// *Errors*: those of the initialiser (Init.error); std::bad_alloc.
/// Source: InPlaceInit for KBox of the kernel's pin-init.
template <internal::OnGlobalHeap T, PinInit<T> I>
[[nodiscard]] Result<std::unique_ptr<T>, InitError<I, T>> make_on_heap(
    I initialiser, CallSite site = CallSite::here()) {
    using Made = Result<std::unique_ptr<T>, InitError<I, T>>;
    internal::HeapStorage<T> storage;
    auto made = pinned_init_into(storage.get(), std::move(initialiser), site);
    if (!made) return Made::failure(std::move(made).error());
    return Made::success(std::unique_ptr<T>(storage.release()));
}

}  // namespace mm
