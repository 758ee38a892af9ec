// The fuzz target schedules: bytes choose a program of up to four threads over the plain library,
// longer than those that the explorer goes through, and one execution of it that the C++ memory
// model allows: which thread takes the next step, and which write each read reads.
//
// Environment: MMSPEC_FUZZ_OUT=PREFIX is where findings go (default: libFuzzer's -artifact_prefix).
//
// Coverage is followed in the client, which is where the shipping code stands, and in what reads
// the bytes: how the explorer comes to an execution is not what is looked for. What is used after
// its end the explorer tells by itself, so no sanitizer is added; where all of the tree has one, it
// is told of each switch between stacks (explorer/fiber.cpp).
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <span>
#include <string>

#include "campaign.hpp"
#include "explorer/saved_run.hpp"
#include "kept_trace.hpp"
#include "schedule_input.hpp"
#include "target.hpp"
#include "unit_mutator.hpp"

namespace {

using namespace mm::fuzz;
using mm::explorer::Ending;
using mm::explorer::Trouble;

[[noreturn]] void stop(const mm::explorer::SavedRun& run, mm::explorer::Sites& sites,
                       const mm::explorer::Finding& finding) {
    say(told(run.program, finding));
    keep_trace(to_text(run, sites, finding), artifact_prefix(), "./mmspec explore --replay");
    std::abort();
}

}  // namespace

std::size_t mm::fuzz::unit_size() noexcept {
    return schedule_unit;
}

extern "C" int LLVMFuzzerInitialize(int* count, char*** values) {
    set_up_campaign_of_units(*count, *values, 1 + most_client_operations);
    return 0;
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
    const std::span input(bytes, size);
    const mm::explorer::ClientProgram program = program_from(input);
    std::size_t operations = 0;
    for (const auto& thread : program.drawn.threads) operations += thread.size();
    count_run(operations);
    const mm::explorer::Program explored = client(program);
    mm::explorer::Sites sites;
    ScheduleFromBytes guide(input);
    mm::explorer::Machine machine(explored, sites, guide);
    // A long program may be cut short by a bound of the explorer.
    if (machine.run({}) == Ending::faulty && machine.trouble() != Trouble::too_many_events) {
        stop({program, guide.taken()}, sites, machine.finding());
    }
    return 0;
}
