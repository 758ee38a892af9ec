#include "explorer/fiber.hpp"

#if defined(__has_feature)
#if __has_feature(address_sanitizer)
#define MMSPEC_ADDRESS_SANITIZED 1
#endif
#elif defined(__SANITIZE_ADDRESS__)
#define MMSPEC_ADDRESS_SANITIZED 1
#endif
#if MMSPEC_ADDRESS_SANITIZED
#include <sanitizer/asan_interface.h>
#include <sanitizer/common_interface_defs.h>
#endif

namespace mm::explorer {

using boost::context::detail::jump_fcontext;
using boost::context::detail::make_fcontext;
using boost::context::detail::transfer_t;

namespace {

// AddressSanitizer follows a program from one stack to another if it is told. Its fake stacks
// (detect_stack_use_after_return) would not outlive a body that is left half-way: they are off
// unless asked for.

#if MMSPEC_ADDRESS_SANITIZED
void stack_is_fresh(const std::byte* stack, std::size_t size) noexcept {
    ASAN_UNPOISON_MEMORY_REGION(stack, size);
}
void before_switch(const void* to, std::size_t size) noexcept {
    __sanitizer_start_switch_fiber(nullptr, to, size);
}
void after_switch(const void** from, std::size_t* size) noexcept {
    __sanitizer_finish_switch_fiber(nullptr, from, size);
}
#else
void stack_is_fresh(const std::byte*, std::size_t) noexcept {}
void before_switch(const void*, std::size_t) noexcept {}
void after_switch(const void**, std::size_t*) noexcept {}
#endif

}  // namespace

void Fiber::begin(void (*body)(void*), void* argument) noexcept {
    body_ = body;
    argument_ = argument;
    ended_ = false;
    stack_is_fresh(stack_.get(), stack_size);
    other_ = make_fcontext(stack_.get() + stack_size, stack_size, &Fiber::enter);
}

void Fiber::resume() noexcept {
    before_switch(stack_.get(), stack_size);
    other_ = jump_fcontext(other_, this).fctx;
    after_switch(nullptr, nullptr);
}

void Fiber::suspend() noexcept {
    before_switch(outer_stack_, outer_stack_size_);
    other_ = jump_fcontext(other_, nullptr).fctx;
    after_switch(&outer_stack_, &outer_stack_size_);
}

void Fiber::enter(transfer_t from) {
    auto& fiber = *static_cast<Fiber*>(from.data);
    after_switch(&fiber.outer_stack_, &fiber.outer_stack_size_);
    fiber.other_ = from.fctx;
    fiber.body_(fiber.argument_);
    fiber.ended_ = true;
    fiber.suspend();
}

}  // namespace mm::explorer
