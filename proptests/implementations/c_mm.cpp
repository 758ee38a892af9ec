// Calls the C functions, as C code does: <mm/mm_struct.h> would name those of C++ here.
#include "implementations/c_mm.hpp"

#include <array>
#include <mutex>
#include <string_view>
#include <utility>

#include "mm/async_teardown.hpp"
#include "mm/c/atomic_context.h"
#include "mm/c/contents.h"
#include "mm/c/raw_calls.h"
#include "schedule/stepped_atomic.hpp"
#if MMSPEC_CHECKED
#include "mm/c/violation.h"
#else
#include "implementations/watched_delete.hpp"
#endif

namespace mm::proptests {

namespace {

/// What was reported first and has not been asked for.
struct Reported {
    std::mutex mutex;
    std::optional<Trouble> trouble;
    bool refused = false;
};

[[nodiscard]] Reported& reported() {
    static Reported only;
    return only;
}

void note(spec::Clause clause, std::string text, bool refused) {
    const std::lock_guard lock(reported().mutex);
    if (reported().trouble) return;
    reported().trouble = {clause, std::move(text)};
    reported().refused = refused;
}

void tear_down(void* contents) {
    auto& watch = *static_cast<LifeWatch*>(contents);
    watch.teardown_begins();
    announce_teardown();
    watch.teardown_ends();
}

#if MMSPEC_CHECKED
[[nodiscard]] spec::Clause clause_of(std::string_view id) {
    std::size_t clause = 0;
    while (spec::clauses[clause].id != id) ++clause;
    return static_cast<spec::Clause>(clause);
}

extern "C" void mmspec_conformance_report(const mmspec_violation* violation) {
    spec::Clause clause = clause_of(violation->clause);
    // mmspec_contents reaches the contents by two calls of C++, and the first is refused.
    if (clause == spec::Clause::owned_user &&
        std::string_view(violation->operation) == "MmWithUser::from_raw") {
        clause = spec::Clause::access_user;
    }
    note(clause, violation->report, violation->refused);
}

/// An address of the right alignment where no mm ever is.
alignas(64) constinit std::array<unsigned char, 256> no_mm_here{};
#endif

void listen() {
#if MMSPEC_CHECKED
    mmspec_set_violation_handler(&mmspec_conformance_report);
#endif
}

}  // namespace

CMm::Handle CMm::make(LifeWatch& watch, std::uint64_t users, std::uint64_t grabs) {
    listen();
    mm_struct* const mm = mmspec_alloc(&watch, &tear_down, users, grabs);
#if !MMSPEC_CHECKED
    watch_delete_of(mm, watch);
#endif
    return {mm, &watch};
}

void CMm::grab(Handle handle) {
    ::mmgrab(handle.mm);
}
void CMm::drop(Handle handle) {
    ::mmdrop(handle.mm);
}
void CMm::get(Handle handle) {
    ::mmget(handle.mm);
}
bool CMm::get_not_zero(Handle handle) {
    return ::mmget_not_zero(handle.mm);
}
void CMm::put(Handle handle) {
    ::mmput(handle.mm);
}
void CMm::put_async(Handle handle) {
    ::mmput_async(handle.mm);
}
void CMm::flush() {
    ::flush_mmput_async();
}

void CMm::hold() {
    listen();
    // C has no name for it. Once for all: the end of a hold wakes the worker.
    static const HoldAsyncTeardowns held;
}

CounterPair CMm::counters(Handle handle) {
    const mmspec_counters read = mmspec_read_counters(handle.mm);
    return {read.users, read.count};
}

void CMm::enter() {
    mmspec_atomic_enter();
}
void CMm::leave() {
    mmspec_atomic_leave();
}

std::optional<bool> CMm::perform(Kind /*kind*/, Handle handle) {
    // A refusal, after which there are no contents, has been noted before.
    if (mmspec_contents(handle.mm) != handle.watch) {
        note(spec::Clause::access_user, "mmspec_contents gave other contents", false);
    }
    return std::nullopt;
}

std::optional<Trouble> CMm::take_trouble() {
    const std::lock_guard lock(reported().mutex);
    return std::exchange(reported().trouble, std::nullopt);
}

#if MMSPEC_CHECKED
std::optional<spec::Clause> CMm::take_refusal() {
    const std::lock_guard lock(reported().mutex);
    if (!reported().trouble || !reported().refused) return std::nullopt;
    return std::exchange(reported().trouble, std::nullopt)->clause;
}

CMm::Handle CMm::stray(MmName name) {
    // A run may begin with one.
    listen();
    if (name == MmName::null) return {};
    return {static_cast<mm_struct*>(static_cast<void*>(no_mm_here.data())), nullptr};
}

bool CMm::is_freed(Handle handle) {
    // A freed struct is kept in quarantine, where its counters read as zeros; those of another
    // cannot both be.
    return mmspec_read_counters(handle.mm).count == 0;
}
#endif

}  // namespace mm::proptests
