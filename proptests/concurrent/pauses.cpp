#include "concurrent/pauses.hpp"

#include <atomic>

#include "concurrent/spin.hpp"

namespace mm::proptests {

namespace {

/// What the threads of a run know of each other. Relaxed, so that it orders nothing between them.
constinit std::atomic<std::uint32_t> steps_of_all{0};
constinit std::atomic<std::uint32_t> running{0};
constinit std::atomic<std::uint32_t> pausing{0};

constexpr std::uint32_t most_steps_awaited = 8;

}  // namespace

Pauses::Pauses(std::uint32_t seed) noexcept : state_(seed * 2654435761U + 1) {
    step_observer = this;
}

Pauses::~Pauses() {
    step_observer = nullptr;
    running.fetch_sub(1, std::memory_order_relaxed);
}

void Pauses::expect(std::size_t number) noexcept {
    running.store(static_cast<std::uint32_t>(number), std::memory_order_relaxed);
}

void Pauses::before(Step step, const void* /*address*/) {
    announced_ = true;
    if (step == Step::fetch_add) ++additions_;
    steps_of_all.fetch_add(1, std::memory_order_relaxed);
    // Between a put's two steps, and while it tears down, everybody else may come: there the rare
    // things happen.
    if (step == Step::compare_exchange || step == Step::teardown) {
        const std::uint32_t drawn = draw();
        if (drawn >= 64) await(1 + drawn % most_steps_awaited);
    } else {
        pause();
    }
}

void Pauses::between_operations() noexcept {
    steps_of_all.fetch_add(1, std::memory_order_relaxed);
    pause();
}

std::uint32_t Pauses::draw() noexcept {
    state_ = state_ * 1664525 + 1013904223;
    return state_ >> 24;
}

void Pauses::pause() noexcept {
    const std::uint32_t drawn = draw();
    if (drawn < 48) {
        await(1 + drawn % 2);
    } else if (drawn < 112) {
        // About as long as an operation takes, so that two of them come to overlap.
        for (std::uint32_t turn = 0; turn != drawn; ++turn) {
            std::atomic_signal_fence(std::memory_order_seq_cst);
        }
    }
}

void Pauses::await(std::uint32_t steps) noexcept {
    const std::uint32_t before = steps_of_all.load(std::memory_order_relaxed);
    pausing.fetch_add(1, std::memory_order_relaxed);
    spin_until([&] {
        return steps_of_all.load(std::memory_order_relaxed) - before >= steps ||
               pausing.load(std::memory_order_relaxed) >= running.load(std::memory_order_relaxed);
    });
    pausing.fetch_sub(1, std::memory_order_relaxed);
}

}  // namespace mm::proptests
