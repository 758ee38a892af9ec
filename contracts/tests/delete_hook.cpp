#include "delete_hook.hpp"

#include <cstddef>
#include <cstdlib>
#include <new>

#include "sanitizer.hpp"

#if MMSPEC_TESTS_WITH_SANITIZER

// Called by the sanitizer, whose own operator delete must stay.
extern "C" void on_free(const volatile void* memory) asm("__sanitizer_free_hook");
extern "C" void on_free(const volatile void* memory) {
    mm::tests::see_delete_of(memory);
}

#else

// Where one of the two is inlined g++ sees that they match no more, and warns.
[[gnu::noinline]] void* operator new(std::size_t size) {
    if (void* const memory = std::malloc(size == 0 ? 1 : size)) return memory;
    throw std::bad_alloc();
}
[[gnu::noinline]] void* operator new(std::size_t size, const std::nothrow_t&) noexcept {
    return std::malloc(size == 0 ? 1 : size);
}
[[gnu::noinline]] void operator delete(void* memory) noexcept {
    mm::tests::see_delete_of(memory);
    std::free(memory);
}
void operator delete(void* memory, std::size_t) noexcept {
    ::operator delete(memory);
}
void operator delete(void* memory, const std::nothrow_t&) noexcept {
    ::operator delete(memory);
}

#endif
