#include <atomic>
#include <cstdlib>
#include <utility>

#include "adapters/witness.hpp"
#include "mm/checked.hpp"

namespace mm::proptests {

namespace {

/// Where the handler writes on this thread.
thread_local SystemUnderTest::Result* current_result = nullptr;

/// Where it writes on the worker's thread, which runs only while a flush waits for it.
constinit std::atomic<SystemUnderTest::Result*> flushing_result{nullptr};

void record(const Violation& violation) {
    SystemUnderTest::Result* const result =
        current_result != nullptr ? current_result : flushing_result.load();
    if (result == nullptr) std::abort();
    if (violation.refused) {
        result->refused = violation.clause;
        if (result->wants_report) result->report = describe(violation);
    } else if (!result->broken) {
        result->found(violation.clause, describe(violation));
    }
}

[[nodiscard]] SystemUnderTest::Phase phase_of(contracts::Phase phase) {
    switch (phase) {
        case contracts::Phase::never:
            break;
        case contracts::Phase::live:
            return SystemUnderTest::Phase::live;
        case contracts::Phase::tearing_down:
            return SystemUnderTest::Phase::tearing_down;
        case contracts::Phase::torn_down:
            return SystemUnderTest::Phase::torn_down;
        case contracts::Phase::freed:
            return SystemUnderTest::Phase::freed;
    }
    return SystemUnderTest::Phase::never;
}

}  // namespace

Witness::Witness() : handler_before_(set_violation_handler(&record)) {}

Witness::~Witness() {
    set_violation_handler(handler_before_);
}

bool Witness::refuses_misuse() noexcept {
    return true;
}

void Witness::listen(SystemUnderTest::Result& result, bool flushes,
                     const std::function<void()>& work) {
    current_result = &result;
    if (flushes) flushing_result = &result;
    try {
        work();
    } catch (const Refusal&) {
        // The handler has recorded it.
    }
    if (flushes) flushing_result = nullptr;
    current_result = nullptr;
}

SystemUnderTest::Result* Witness::exchange_listener(SystemUnderTest::Result* result) noexcept {
    return std::exchange(current_result, result);
}

void Witness::watch(const mm_struct* /*mm*/, LifeWatch& /*watch*/) {
    // The registry is asked instead: a freed struct is kept in quarantine, and deleted later.
}

SystemUnderTest::Life Witness::look(const mm_struct* mm, const LifeWatch& watch) {
    SystemUnderTest::Life life;
    life.teardowns = watch.teardowns();
    if (const auto seen = inspect(mm)) {
        life.phase = phase_of(seen->phase);
        life.users = {.arefs = seen->users.aref, .raw = seen->users.raw};
        life.grabs = {.arefs = seen->grabs.aref, .raw = seen->grabs.raw};
        if (seen->counters) life.counters = {seen->counters->users, seen->counters->count};
    }
    return life;
}

CallSite Witness::call_site(Place place) noexcept {
    return {place.file, place.line};
}

}  // namespace mm::proptests
