// What the checked build judges of initialisers.
#include "mm/internal/initialiser_checks.hpp"

#include <cstdint>

#include "contracted_operations.hpp"
#include "mm/contracts/boost_contract.hpp"
#include "mm/contracts/tally.hpp"
#include "mm/contracts/thread_number.hpp"
#include "mm/contracts/violation.hpp"

namespace mm::internal {
namespace {

using spec::Clause;
using Check = contracts::boost_contract::check;
using contracts::boost_contract::function;

/// A duty towards an initialiser or a slot; `object` is the storage that it is about.
struct Duty {
    InitialiserStep step;
    const void* object;
    CallSite place;
    Clause clause;
    bool kept;
    const char* cause;
    const char* cure;
};

[[nodiscard]] contracts::Violation violation_of(const Duty& duty) {
    contracts::Violation found;
    found.clause = duty.clause;
    found.operation = duty.step;
    found.cause = duty.cause;
    found.cure = duty.cure;
    found.place = duty.place;
    found.thread = contracts::thread_number();
    found.object = duty.object;
    return found;
}

/// Reports a duty that was not kept; false then.
[[nodiscard]] bool is_kept(const Duty& duty) {
    contracts::judged(duty.clause);
    const Check contract = function().precondition([&] {
        if (!duty.kept) contracts::report(violation_of(duty));
    });
    return duty.kept;
}

void require(const Duty& duty) {
    if (!is_kept(duty)) throw contracts::Refusal(duty.clause);
}

constexpr const char* wait_for_the_end = "wait until the initialiser has returned";

}  // namespace

void require_storage(void* storage, std::size_t alignment, InitialiserStep step, CallSite site) {
    require({step, storage, site, Clause::init_storage, storage != nullptr,
             "the storage is a null pointer", "check the allocation before its use"});
    require({step, storage, site, Clause::init_storage,
             reinterpret_cast<std::uintptr_t>(storage) % alignment == 0,
             "the storage is not aligned for its object", "declare it with alignas(T)"});
}

void require_empty(const void* slot, Held held, InitialiserStep step, CallSite site) {
    require({step, slot, site, Clause::init_storage, held != Held::unfinished,
             "the slot is being filled by an initialiser", wait_for_the_end});
    require({step, slot, site, Clause::init_storage, held == Held::nothing,
             "the slot holds a value already", "call reset() or take() first"});
}

void require_value(const void* slot, Held held, InitialiserStep step, CallSite site) {
    require({step, slot, site, Clause::init_held, held != Held::unfinished,
             "the slot is being filled by an initialiser", wait_for_the_end});
    require({step, slot, site, Clause::init_held, held != Held::nothing, "the slot holds no value",
             "look at the outcome of its init, or ask holds()"});
}

void require_unpinned(const void* slot, Held held, InitialiserStep step, CallSite site) {
    require({step, slot, site, Clause::init_pinned, held != Held::pinned_value,
             "the value was made to stay where it is",
             "use it in the slot, or make it with init() if nothing knows its address"});
}

bool is_finished(const void* slot, Held held, InitialiserStep step, CallSite site) {
    return is_kept({step, slot, site, Clause::init_held, held != Held::unfinished,
                    "the slot is being filled by an initialiser", wait_for_the_end});
}

bool may_start_with(Initial initial, CallSite site) {
    return checked::may_start_with({spec::Operation::mm_alloc_with, nullptr, site}, initial);
}

void OneShot::spend(InitialiserStep step) {
    require({step, nullptr, CallSite{}, Clause::init_once, !spent_,
             "the initialiser was run or moved from before",
             "make a new one for each object, or copy it before its run"});
    spent_ = true;
}

}  // namespace mm::internal
