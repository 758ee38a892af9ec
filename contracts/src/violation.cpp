#include "mm/contracts/violation.hpp"

#include <atomic>
#include <cstdio>
#include <cstdlib>
#include <string>

namespace mm::contracts {
namespace {

void print_and_abort(const Violation& violation) {
    const std::string text = describe(violation);
    std::fwrite(text.data(), 1, text.size(), stderr);
    std::fflush(stderr);
    std::abort();
}

constinit std::atomic<ViolationHandler> current_handler{&print_and_abort};

}  // namespace

ViolationHandler set_violation_handler(ViolationHandler handler) noexcept {
    return current_handler.exchange(handler == nullptr ? &print_and_abort : handler,
                                    std::memory_order_acq_rel);
}

void report(const Violation& violation) {
    current_handler.load(std::memory_order_acquire)(violation);
}

Refusal::Refusal(spec::Clause clause)
    : std::logic_error("refused under " + std::string(spec::text(clause).id)), clause_(clause) {}

}  // namespace mm::contracts
