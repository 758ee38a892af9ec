// Eight threads on the same mms, with a yield before most atomic steps: whatever is lost is missed
// once they are at rest, or on the way there.
#include <atomic>
#include <barrier>
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <memory>
#include <string>
#include <thread>
#include <vector>

#include "mm/mm.hpp"
#include "schedule/stepped_atomic.hpp"

namespace {

using namespace mm;

constexpr int workers = 8;
constexpr int rounds = 2000;
constexpr std::size_t short_lives = 500;
/// More grabs than the threads could lose together: so nothing is freed before they are at rest,
/// and a loss is always found as what it is.
constexpr std::uint64_t spare_grabs = 100000;

/// How often this thread has added to a word of the protocol.
thread_local unsigned additions = 0;

/// Gives other threads the processor at most steps, by a rule of its own for each thread.
class Yields final : public proptests::StepObserver {
 public:
    explicit Yields(std::uint32_t seed) : state_(seed) {}
    void before(proptests::Step step, const void*) override {
        if (step == proptests::Step::fetch_add) ++additions;
        state_ = state_ * 1664525 + 1013904223;
        if (state_ >> 30 != 0) std::this_thread::yield();
    }

 private:
    std::uint32_t state_;
};

std::atomic<std::size_t> teardowns{0};

struct Counted : AddressSpace {
    Counted() = default;
    Counted(const Counted&) = delete;
    Counted& operator=(const Counted&) = delete;
    ~Counted() override { teardowns.fetch_add(1); }
};

[[noreturn]] void broken(const std::string& text) {
    std::printf("broken: %s\n", text.c_str());
    std::fflush(stdout);
    // The other threads still run on an mm that can no longer be trusted.
    std::_Exit(1);
}

void tell(const Violation& violation) {
    broken(std::string(spec::text(violation.clause).id) + ": " + describe(violation));
}

template <typename Work>
void on_all_threads(Work work) {
    std::vector<std::thread> threads;
    for (std::uint32_t number = 1; number <= workers; ++number) {
        threads.emplace_back([number, &work] {
            Yields yields(number);
            proptests::step_observer = &yields;
            work();
            proptests::step_observer = nullptr;
        });
    }
    for (std::thread& thread : threads) thread.join();
}

void expect_teardowns(std::size_t expected) {
    const std::size_t found = teardowns.exchange(0);
    if (found == expected) return;
    broken("Teardown.once: " + std::to_string(found) + " teardowns of " + std::to_string(expected) +
           " mms");
}

/// *Requires*: the threads are at rest.
void expect_counters(const mm_struct* mm, Counters expected) {
    const Counters found = read_counters(mm);
    if (found == expected) return;
    broken("Count.word: users " + std::to_string(found.users) + ", count " +
           std::to_string(found.count) + " where they are " + std::to_string(expected.users) +
           " and " + std::to_string(expected.count));
}

void expect_freed(const mm_struct* mm) {
    const auto end = inspect(mm);
    if (!end || end->phase != contracts::Phase::freed) broken("Liveness.freed: it is not freed");
}

/// Users come and go while the creator's keeps the address space; then grabs while one more keeps
/// the struct.
void one_long_life() {
    mm_struct* const shared =
        mm_alloc(std::make_unique<Counted>(), {.users = 1, .grabs = spare_grabs});
    on_all_threads([shared] {
        for (int round = 0; round != rounds; ++round) {
            mmget(shared);
            ARef<MmWithUser> user = ARef<MmWithUser>::from_raw(shared);
            if (auto upgraded = Mm::from_raw(shared).mmget_not_zero()) user = *std::move(upgraded);
        }
    });
    expect_counters(shared, {1, spare_grabs + 1});
    mmput(shared);
    expect_teardowns(1);
    // Additions alone, so that nothing can make up for one that is lost.
    on_all_threads([shared] {
        for (int round = 0; round != rounds; ++round) mmgrab(shared);
    });
    expect_counters(shared, {0, spare_grabs + std::uint64_t{workers} * rounds});
    on_all_threads([shared] {
        for (int round = 0; round != rounds; ++round) {
            mmgrab(shared);
            const ARef<Mm> kept(Mm::from_raw(shared));
            if (mmget_not_zero(shared)) broken("Final.no_revival: a user of a torn down mm");
            mmdrop(shared);
            mmdrop(shared);
        }
    });
    expect_counters(shared, {0, spare_grabs});
    for (std::uint64_t grab = 0; grab != spare_grabs; ++grab) mmdrop(shared);
    expect_freed(shared);
}

/// True if this call gave a user by a rescue: only then an upgrade adds twice.
bool upgrade_by_rescue(mm_struct* mm, bool& upgraded) {
    const unsigned before = additions;
    upgraded = mmget_not_zero(mm);
    return upgraded && additions == before + 2;
}

/// The last user of each mm leaves while others upgrade: here rescues happen, and teardowns on the
/// worker beside those in place.
void many_short_lives() {
    std::vector<mm_struct*> mms;
    for (std::size_t life = 0; life != short_lives; ++life) {
        mms.push_back(mm_alloc(std::make_unique<Counted>(), {.users = workers, .grabs = workers}));
    }
    std::atomic<std::size_t> rescues{0};
    std::barrier together(workers);
    on_all_threads([&] {
        for (mm_struct* const mm : mms) {
            together.arrive_and_wait();
            mmput(mm);
            for (bool upgraded = true; upgraded;) {
                if (upgrade_by_rescue(mm, upgraded)) rescues.fetch_add(1);
                if (upgraded) (additions % 2 == 0 ? mmput : mmput_async)(mm, CallSite::here());
            }
            mmdrop(mm);
        }
    });
    flush_mmput_async();
    expect_teardowns(short_lives);
    for (const mm_struct* mm : mms) expect_freed(mm);
    std::printf("%zu rescues in %zu short lives\n", rescues.load(), short_lives);
    if (rescues == 0) broken("nothing: no rescue happened, so this run shows too little");
}

}  // namespace

int main() {
    set_violation_handler(&tell);
    one_long_life();
    many_short_lives();
    std::printf("held: %d threads, %d rounds\n", workers, 3 * rounds);
    return 0;
}
