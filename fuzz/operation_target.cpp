// Environment: MMSPEC_TALLY=FILE is appended how often each clause was exercised;
// MMSPEC_FUZZ_OUT=PREFIX is where traces of findings go (default: libFuzzer's -artifact_prefix);
// MMSPEC_FUZZ_ONE_THREAD=1 has threads take their turns as stacks of one.
#include "operation_target.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>

#include "adapters/mmspec_system.hpp"
#include "campaign.hpp"
#include "finding.hpp"
#include "mm/contracts/atomic_contexts.hpp"
#include "mm/contracts/thread_number.hpp"
#include "one_thread_stage.hpp"
#include "runner/differential.hpp"
#include "runner/tally.hpp"
#include "sanitizers.hpp"
#include "schedule/thread_stage.hpp"
#include "surroundings.hpp"
#include "target.hpp"
#include "unit_mutator.hpp"

namespace {

using namespace mm::fuzz;
using mm::proptests::Differential;
using mm::proptests::Disagreement;
using mm::proptests::Kind;
using mm::proptests::Operation;
using mm::proptests::Stage;
using mm::proptests::Tally;
using mm::proptests::ThreadStage;
using mm::spec::Clause;

/// mms that start near the limit can never be freed. Beyond this many a run ends before the next,
/// so that a campaign of hours does not run out of memory.
constexpr std::size_t endless_lives = 100000;

/// The longest run of a campaign; inputs that are given may be longer.
constexpr std::size_t campaign_run = 32;

constinit Tally tally;
constinit std::size_t endless = 0;

/// The run that is under way, for a sanitizer that stops the program in its middle.
constinit const Differential* running = nullptr;
std::optional<Operation> in_flight;

[[noreturn]] void stop(const Differential& run, const Disagreement& found) {
    keep({.run = run, .clause = found.clause, .text = found.text}, artifact_prefix());
    write_tally(tally);
    std::abort();
}

/// Called by a sanitizer before it ends the program.
void on_sanitizer_report(std::optional<Clause> clause, std::string_view text) {
    if (running == nullptr) return;
    const Differential& run = *running;
    running = nullptr;
    keep({.run = run, .unfinished = in_flight, .clause = clause, .text = std::string(text)},
         artifact_prefix());
    if (clause) tally.broke(*clause);
    write_tally(tally);
}

[[nodiscard]] bool is_stale(const Differential& both, const Operation& operation) {
    return operation.kind != Kind::mm_alloc && can_be_made(operation.mm) &&
           both.model().subject(operation) == operation.mm && both.model().is_freed(operation.mm);
}

void step(Differential& both, const Operation& operation) {
    const bool stale = address_sanitized && is_stale(both, operation);
    in_flight = operation;
    // Reports then name an operation by its place in the run.
    const auto number = static_cast<std::uint32_t>(both.done().size() + 1);
    const Differential::StepResult done = both.step(operation, {"step", number});
    in_flight.reset();
    if (done.disagreement) stop(both, *done.disagreement);
    // AddressSanitizer has looked on while the library met a struct that is freed.
    if (stale || (address_sanitized && done.outcome.freed)) {
        tally.held(Clause::free_nothing_after);
    }
}

/// What a thread of the stage has for itself while another takes its turn.
void exchange_own(std::uint8_t thread) {
    using mm::proptests::SystemUnderTest;
    static std::array<mm::contracts::AtomicContexts, mm::proptests::threads + 1> contexts;
    static std::array<SystemUnderTest::Result*, mm::proptests::threads + 1> listeners{};
    std::swap(mm::contracts::atomic_contexts(), contexts[thread]);
    listeners[thread] = mm::proptests::Witness::exchange_listener(listeners[thread]);
}

[[nodiscard]] ThreadStage* stage_of_threads() {
    auto* const threads = new ThreadStage;
    // Reports number the threads as traces do.
    for (std::uint8_t thread = 1; thread <= mm::proptests::threads; ++thread) {
        threads->run(thread, [] { static_cast<void>(mm::contracts::thread_number()); }, {});
    }
    return threads;
}

/// The threads of a form that has some, as long as the program lives: in the fast configuration,
/// and where the environment asks for it, stacks of this one.
[[nodiscard]] Stage* stage() {
#ifdef MMSPEC_FUZZ_FAST
    constexpr bool is_fast = true;
#else
    constexpr bool is_fast = false;
#endif
    static Stage* const made = [] {
        const bool one_thread = is_fast || environment("MMSPEC_FUZZ_ONE_THREAD") != nullptr;
        return one_thread ? static_cast<Stage*>(new OneThreadStage(&exchange_own))
                          : stage_of_threads();
    }();
    return made;
}

/// Of few runs the refusals are put into words, which takes long.
[[nodiscard]] bool wants_reports(std::span<const std::uint8_t> bytes) {
    return !bytes.empty() && bytes.back() % 16 == 0;
}

void run(std::span<const std::uint8_t> bytes) {
    mm::proptests::MmspecSystem library(wants_reports(bytes));
    Differential both(tally, library, fuzzed_form.threads ? stage() : nullptr);
    running = &both;
    Decoder decoder(fuzzed_form, bytes);
    while (const auto operation = decoder.next(both.model())) {
        if (makes_endless_life(*operation) && !both.model().refusal(*operation)) {
            if (endless == endless_lives) break;
            ++endless;
        }
        step(both, *operation);
    }
    count_run(both.done().size());
    for (const Operation& operation : both.model().release_all()) step(both, operation);
    if (const auto found = both.finish()) stop(both, *found);
    running = nullptr;
}

}  // namespace

std::size_t mm::fuzz::unit_size() noexcept {
    return fuzzed_form.operation_size();
}

extern "C" int LLVMFuzzerInitialize(int* count, char*** values) {
    set_up_campaign_of_units(*count, *values, campaign_run);
    set_sanitizer_watch(&on_sanitizer_report);
    std::atexit([] { write_tally(tally); });
    return 0;
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
    run({bytes, size});
    return 0;
}
