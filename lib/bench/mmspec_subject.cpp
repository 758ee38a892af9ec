// The library itself; this file is built against the plain and against the checked one.
#include <atomic>
#include <ctime>

#include "benchmark_of.hpp"
#include "mm/mm.hpp"
#include "subjects.hpp"

namespace mm::bench {
namespace {

/// Kept by the creator's references, which nobody gives up.
mm_struct* const process = mm_alloc(nullptr, {.users = 1, .grabs = 1});

mm_struct* const gone = [] {
    mm_struct* const mm = mm_alloc(nullptr, {.users = 1, .grabs = 1});
    mmput(mm);
    return mm;
}();

const ARef<Mm> kept_grab(*process);
const ARef<MmWithUser> kept_user(*process);

void clone_and_drop_a_grab() {
    const ARef<Mm> clone = kept_grab.clone();
}

void clone_and_drop_a_user() {
    const ARef<MmWithUser> clone = kept_user.clone();
}

void upgrade_and_put() {
    if (mmget_not_zero(process)) mmput(process);
}

void get_and_put() {
    mmget(process);
    mmput(process);
}

void failed_upgrade() {
    benchmark::DoNotOptimize(mmget_not_zero(gone));
}

void create_to_free() {
    mm_struct* mm = mm_alloc();
    benchmark::DoNotOptimize(mm);
    mmput(mm);
}

/// The processor time of all threads: the worker's is part of what it costs.
[[nodiscard]] double seconds_of_the_process() {
    timespec time{};
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
    return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_nsec) * 1e-9;
}

/// Waits for the worker once in a while, so that no more memory is taken than a cache holds. The
/// number is the time of one iteration: Google Benchmark divides the sum of what the threads set by
/// their number, and each thread sees the time of all of them.
void create_to_free_async(benchmark::State& state) {
    constexpr int batch = 256;
    while (state.KeepRunningBatch(batch)) {
        const double start = seconds_of_the_process();
        for (int i = 0; i != batch; ++i) mmput_async(mm_alloc());
        flush_mmput_async();
        state.SetIterationTime(seconds_of_the_process() - start);
    }
}

OwnLine<std::atomic<const Mm*>> slot;

/// Puts a reference of its own into the slot and gives up the one that it finds there.
void hand_over() {
    const Mm* const given = ARef<Mm>::into_raw(kept_grab.clone());
    const Mm* const found = slot.value.exchange(given, std::memory_order_acq_rel);
    if (found != nullptr) const ARef<Mm> taken = ARef<Mm>::from_raw(found);
}

}  // namespace

void add_mmspec() {
    add<clone_and_drop_a_grab>(operation::clone_and_drop, "ARef<Mm>", Kind::mmspec);
    add<clone_and_drop_a_user>(operation::clone_and_drop, "ARef<MmWithUser>", Kind::mmspec);
    add<upgrade_and_put>(operation::upgrade_and_put, "mmget_not_zero, mmput", Kind::mmspec);
    add<get_and_put>(operation::upgrade_and_put, "mmget, mmput", Kind::mmspec);
    add<failed_upgrade>(operation::failed_upgrade, "mmget_not_zero", Kind::mmspec);
    add<create_to_free>(operation::create_to_free, "mm_alloc, mmput", Kind::mmspec);
    add_body({operation::create_to_free, "mm_alloc, mmput_async", Kind::mmspec},
             create_to_free_async)
        ->UseManualTime();
    add<hand_over>(operation::hand_over, "ARef<Mm>", Kind::mmspec);
}

static_assert(sizeof(mm_struct) == bytes_of_an_mm);

std::vector<Size> sizes_of_mmspec() {
    std::vector<Size> sizes{{"mm_struct", sizeof(mm_struct)}};
#if MMSPEC_CHECKED
    sizes.push_back({"record of an mm", sizeof(contracts::Subject)});
#endif
    return sizes;
}

}  // namespace mm::bench
