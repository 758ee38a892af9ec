// The fuzz target raw_pointer: bytes become operations on raw and counted references, misuse
// included, and run on the checked library and on the reference model at once.
//
// Environment: MMSPEC_TALLY=FILE is appended how often each clause was exercised;
// MMSPEC_FUZZ_OUT=PREFIX is where traces of findings go (default: libFuzzer's -artifact_prefix).
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "adapters/contract_tally.hpp"
#include "decode.hpp"
#include "finding.hpp"
#include "runner/differential.hpp"
#include "runner/tally.hpp"
#include "sanitizers.hpp"

namespace {

using namespace mm::fuzz;
using mm::proptests::Differential;
using mm::proptests::Disagreement;
using mm::proptests::Kind;
using mm::proptests::Operation;
using mm::proptests::Tally;
using mm::spec::Clause;

/// mms that start near the limit can never be freed. Beyond this many a run ends before the next,
/// so that a campaign of hours does not run out of memory.
constexpr std::size_t endless_lives = 100000;

constinit Tally tally;
constinit std::size_t endless = 0;
std::string artifact_prefix;

/// The run that is under way, for a sanitizer that stops the program in its middle.
constinit const Differential* running = nullptr;
std::optional<Operation> in_flight;

[[nodiscard]] const char* environment(const char* name) {
    return std::getenv(name);  // NOLINT(concurrency-mt-unsafe): nobody sets a variable here
}

/// *Errors*: exit status 3 if the file cannot be written.
void write_tally() {
    const char* const file = environment("MMSPEC_TALLY");
    if (file == nullptr) return;
    if (tally.append_to(file, "fuzz") &&
        mm::proptests::contract_tally().append_to(file, "contract"))
        return;
    std::fprintf(stderr, "%s: cannot be written: check the rights and the disk\n", file);
    std::_Exit(3);
}

[[nodiscard]] std::string prefix() {
    const char* const given = environment("MMSPEC_FUZZ_OUT");
    return given != nullptr ? given : artifact_prefix;
}

[[noreturn]] void stop(const Differential& run, const Disagreement& found) {
    keep({.run = run, .clause = found.clause, .text = found.text}, prefix());
    write_tally();
    std::abort();
}

/// Called by a sanitizer before it ends the program.
void on_sanitizer_report(std::optional<Clause> clause, std::string_view text) {
    if (running == nullptr) return;
    const Differential& run = *running;
    running = nullptr;
    keep({.run = run, .unfinished = in_flight, .clause = clause, .text = std::string(text)},
         prefix());
    if (clause) tally.broke(*clause);
    write_tally();
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

void run(std::span<const std::uint8_t> bytes) {
    Differential both(tally);
    running = &both;
    Decoder decoder(bytes);
    while (const auto operation = decoder.next(both.model())) {
        if (makes_endless_life(*operation) && !both.model().refusal(*operation)) {
            if (endless == endless_lives) break;
            ++endless;
        }
        step(both, *operation);
    }
    for (const Operation& operation : both.model().release_all()) step(both, operation);
    if (const auto found = both.finish()) stop(both, *found);
    running = nullptr;
}

/// Flags of libFuzzer that suit this target, before those of the caller, which override them.
///
/// Runs are long from the start. Leaks are looked for once, at the end of the program: an mm that
/// is never freed would have libFuzzer look after each input, and the model finds a lost one anyway
/// (Liveness.freed).
void add_defaults(int& count, char**& values) {
    static std::string longest =
        "-max_len=" + std::to_string(mm::fuzz::longest_run * bytes_an_operation);
    static std::string at_once = "-len_control=0";
    static std::string no_leaks = "-detect_leaks=0";
    static std::vector<char*> words(values, values + count);
    words.insert(words.begin() + 1, {longest.data(), at_once.data(), no_leaks.data()});
    words.push_back(nullptr);
    count = static_cast<int>(words.size()) - 1;
    values = words.data();
}

}  // namespace

extern "C" int LLVMFuzzerInitialize(int* count, char*** values) {
    constexpr std::string_view option = "-artifact_prefix=";
    for (const char* const word : std::span(*values, static_cast<std::size_t>(*count))) {
        if (std::string_view(word).starts_with(option)) artifact_prefix = word + option.size();
    }
    add_defaults(*count, *values);
    set_sanitizer_watch(&on_sanitizer_report);
    std::atexit(&write_tally);
    return 0;
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
    run({bytes, size});
    return 0;
}
