// Eight threads on one mm, with a yield before most atomic steps: whatever is lost, is missed at the
// end or on the way there.
#include <atomic>
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

/// Gives other threads the processor at most steps, by a rule of its own for each thread.
class Yields final : public proptests::StepObserver {
 public:
    explicit Yields(std::uint32_t seed) : state_(seed) {}
    void before(proptests::Step, const void*) override {
        state_ = state_ * 1664525 + 1013904223;
        if (state_ >> 30 != 0) std::this_thread::yield();
    }

 private:
    std::uint32_t state_;
};

std::atomic<unsigned> teardowns{0};

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
            for (int round = 0; round != rounds; ++round) work();
            proptests::step_observer = nullptr;
        });
    }
    for (std::thread& thread : threads) thread.join();
}

}  // namespace

int main() {
    set_violation_handler(&tell);
    mm_struct* const shared = mm_alloc(std::make_unique<Counted>(), {.users = 1, .grabs = 2});
    on_all_threads([shared] {
        mmget(shared);
        ARef<MmWithUser> user = ARef<MmWithUser>::from_raw(shared);
        if (auto upgraded = Mm::from_raw(shared).mmget_not_zero()) user = *std::move(upgraded);
    });
    mmput(shared);
    if (teardowns != 1) broken("Teardown.once: " + std::to_string(teardowns) + " teardowns");
    on_all_threads([shared] {
        mmgrab(shared);
        const ARef<Mm> kept(Mm::from_raw(shared));
        if (mmget_not_zero(shared)) broken("Final.no_revival: a user of a torn down mm");
        mmdrop(shared);
    });
    mmdrop(shared);
    mmdrop(shared);
    const auto end = inspect(shared);
    if (!end || end->phase != contracts::Phase::freed) broken("Liveness.freed: it is not freed");
    std::printf("held: %d threads, %d rounds\n", workers, 2 * rounds);
    return 0;
}
