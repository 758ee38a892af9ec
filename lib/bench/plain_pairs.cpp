// What taking and giving up one reference costs in the plain build, beside two bare fetch_adds and
// std::weak_ptr::lock.
#include <atomic>
#include <cstdint>
#include <memory>
#include <semaphore>
#include <thread>

#include "mm/mm.hpp"
#include "summary_reporter.hpp"

namespace {

/// One mm for all benchmarks, which the creator's user and grab keep.
mm_struct* const process = mm::mm_alloc(nullptr, {.users = 1, .grabs = 1});

/// The pointer as the compiler cannot foresee it, so that no pair is merged with the next.
[[nodiscard]] mm_struct* the_process() {
    mm_struct* unknown = process;
    benchmark::DoNotOptimize(unknown);
    return unknown;
}

/// Two words as the two counts of an mm lie: side by side.
struct alignas(16) Words {
    std::atomic<std::uint64_t> first{1};
    std::atomic<std::uint64_t> second{1};
};
Words words;

void bare_fetch_adds_on_two_words(benchmark::State& state) {
    for (auto _ : state) {
        words.first.fetch_add(1, std::memory_order_relaxed);
        words.second.fetch_add(1, std::memory_order_relaxed);
    }
}

void bare_fetch_adds_on_one_word(benchmark::State& state) {
    for (auto _ : state) {
        words.first.fetch_add(1, std::memory_order_relaxed);
        words.first.fetch_add(1, std::memory_order_relaxed);
    }
}

void inc_ref_and_dec_ref(benchmark::State& state) {
    const mm::Mm& mm = *the_process();
    for (auto _ : state) {
        mm.inc_ref();
        mm::Mm::dec_ref(&mm);
    }
}

void aref_clone_and_drop(benchmark::State& state) {
    const mm::ARef<mm::Mm> reference(*the_process());
    for (auto _ : state) {
        const mm::ARef<mm::Mm> clone = reference.clone();
        benchmark::DoNotOptimize(clone.get());
    }
}

void mmget_and_mmput(benchmark::State& state) {
    mm_struct* const mm = the_process();
    for (auto _ : state) {
        mm::mmget(mm);
        mm::mmput(mm);
    }
}

void mmget_not_zero_and_mmput(benchmark::State& state) {
    mm_struct* const mm = the_process();
    for (auto _ : state) {
        if (mm::mmget_not_zero(mm)) mm::mmput(mm);
    }
}

const std::shared_ptr<int> shared = std::make_shared<int>(1);

void weak_ptr_lock_and_drop(benchmark::State& state) {
    const std::weak_ptr<int> weak = shared;
    for (auto _ : state) {
        const std::shared_ptr<int> locked = weak.lock();
        benchmark::DoNotOptimize(locked.get());
    }
}

}  // namespace

BENCHMARK(bare_fetch_adds_on_two_words)->ThreadRange(1, 2);
BENCHMARK(bare_fetch_adds_on_one_word)->ThreadRange(1, 2);
BENCHMARK(inc_ref_and_dec_ref)->ThreadRange(1, 2);
BENCHMARK(aref_clone_and_drop)->ThreadRange(1, 2);
BENCHMARK(mmget_and_mmput)->ThreadRange(1, 2);
BENCHMARK(mmget_not_zero_and_mmput)->ThreadRange(1, 2);
BENCHMARK(weak_ptr_lock_and_drop)->ThreadRange(1, 2);

int main(int argument_count, char** arguments) {
    // The standard library counts without atomics until a second thread has been started.
    std::binary_semaphore done{0};
    std::thread second([&done] { done.acquire(); });
    const int status = mm::bench::run(argument_count, arguments, "bare_fetch_adds_on_two_words");
    done.release();
    second.join();
    return status;
}
