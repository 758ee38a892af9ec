// The atomic instructions that a count cannot do without, and nothing else.
#include <atomic>
#include <cstddef>
#include <cstdint>

#include "benchmark_of.hpp"
#include "subjects.hpp"

namespace mm::bench {
namespace {

OwnLine<std::atomic<std::uint64_t>> word;
OwnLine<std::atomic<void*>> slot;

/// As large as an mm.
struct Memory {
    std::byte bytes[bytes_of_an_mm];
};

void two_fetch_adds() {
    word.value.fetch_add(1, std::memory_order_relaxed);
    word.value.fetch_add(1, std::memory_order_relaxed);
}

void one_fetch_add() {
    word.value.fetch_add(1, std::memory_order_relaxed);
}

void new_and_delete() {
    auto* const memory = new Memory;
    benchmark::DoNotOptimize(memory);
    delete memory;
}

void two_fetch_adds_and_an_exchange() {
    word.value.fetch_add(1, std::memory_order_relaxed);
    static_cast<void>(slot.value.exchange(&word, std::memory_order_acq_rel));
    word.value.fetch_add(1, std::memory_order_relaxed);
}

}  // namespace

void add_bare() {
    add<two_fetch_adds>(operation::clone_and_drop, "two bare fetch_adds", Kind::base);
    add<two_fetch_adds>(operation::upgrade_and_put, "two bare fetch_adds", Kind::base);
    add<one_fetch_add>(operation::failed_upgrade, "one bare fetch_add", Kind::base);
    add<new_and_delete>(operation::create_to_free, "new and delete", Kind::base);
    add<two_fetch_adds_and_an_exchange>(operation::hand_over, "two fetch_adds, one exchange",
                                        Kind::base);
}

}  // namespace mm::bench
