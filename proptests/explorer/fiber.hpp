// A thread of a modelled program: runs when it is told to, and can be left where it stands.
#pragma once

#include <boost/context/detail/fcontext.hpp>
#include <cstddef>

#include "explorer/kept_memory.hpp"

namespace mm::explorer {

/// Runs a body on a stack of its own. A body that is left half-way is never unwound: what it holds
/// is memory of the execution (arena.hpp), which goes with that.
class Fiber {
 public:
    /// Makes the next `resume` begin `body(argument)`; what ran before is left where it stands.
    void begin(void (*body)(void*), void* argument) noexcept;
    /// Runs the body until it suspends itself or ends. Called outside of it.
    void resume() noexcept;
    /// Goes back to where `resume` was called. Called in the body.
    void suspend() noexcept;
    [[nodiscard]] bool ended() const noexcept { return ended_; }

 private:
    /// Bytes; the deepest body is the teardown of an mm with instrumented contents. Where a
    /// sanitizer watches, frames are larger.
    static constexpr std::size_t stack_size = std::size_t{256} * 1024;

    static void enter(boost::context::detail::transfer_t from);

    KeptMemory<stack_size> stack_;
    /// The stack from which `resume` was called, as AddressSanitizer knows it.
    const void* outer_stack_ = nullptr;
    std::size_t outer_stack_size_ = 0;
    boost::context::detail::fcontext_t other_ = nullptr;
    void (*body_)(void*) = nullptr;
    void* argument_ = nullptr;
    bool ended_ = true;
};

}  // namespace mm::explorer
