#include "adapters/checked_adapter.hpp"

#include <cstdlib>
#include <memory>
#include <utility>
#include <vector>

#include "mm/checked.hpp"
#include "schedule/stepped_atomic.hpp"

namespace mm::proptests {

namespace {

/// Where the handler writes on this thread.
thread_local CheckedAdapter::Result* current_result = nullptr;

void record(const Violation& violation) {
    if (current_result == nullptr) std::abort();
    if (violation.refused) {
        current_result->refused = violation.clause;
        if (current_result->wants_report) current_result->report = describe(violation);
    } else if (!current_result->broken) {
        current_result->broken = violation.clause;
        current_result->trouble = describe(violation);
    }
}

void found(CheckedAdapter::Result& result, spec::Clause clause, const char* what) {
    if (result.broken) return;
    result.broken = clause;
    result.trouble = what;
}

/// Mms whose life cannot be ended, such as those that start at the limit: named here, so that a
/// leak detector reports only the others.
std::vector<const mm_struct*>& kept_on_purpose() {
    static auto* const kept = new std::vector<const mm_struct*>;
    return *kept;
}

/// An address of the right alignment where no mm ever is.
alignas(64) constinit std::array<unsigned char, 256> no_mm_here{};

}  // namespace

/// Counts its teardowns, and looks at the counters when it happens (Teardown.order).
class CheckedAdapter::Space final : public AddressSpace {
 public:
    explicit Space(Life& life) : life_(life) {}
    /// From now on its destruction is a teardown; before, it is that of a refused mm's argument.
    void attach() noexcept { attached_ = true; }
    ~Space() override {
        if (!attached_) return;
        announce(Step::teardown, nullptr);
        const Counters now = read_counters(life_.pointer);
        if (now.users != 0 || now.count == 0) life_.torn_down_wrongly.store(true);
        life_.teardowns.fetch_add(1);
    }
    Space(const Space&) = delete;
    Space& operator=(const Space&) = delete;

 private:
    Life& life_;
    bool attached_ = false;
};

CheckedAdapter::CheckedAdapter(bool wants_reports)
    : wants_reports_(wants_reports), handler_before_(set_violation_handler(&record)) {}

CheckedAdapter::~CheckedAdapter() {
    Result last;
    current_result = &last;
    for (auto& grab : grabs_) grab.reset();
    for (auto& user : users_) user.reset();
    current_result = nullptr;
    for (std::size_t name = 0; name != mm_names; ++name) {
        const auto seen = snapshot().mms[name];
        if (seen.users.raw > most_given_up || seen.grabs.raw > most_given_up) {
            kept_on_purpose().push_back(lives_[name].pointer);
        }
    }
    set_violation_handler(handler_before_);
}

CheckedAdapter::Result CheckedAdapter::call(const Operation& operation, CallSite site) {
    Result result;
    result.wants_report = wants_reports_;
    current_result = &result;
    try {
        perform(operation, site, result);
    } catch (const Refusal&) {
        // The handler has recorded it.
    }
    current_result = nullptr;
    for (const Life& each : lives_) {
        if (each.torn_down_wrongly.load()) {
            found(result, spec::Clause::teardown_order,
                  "at teardown users was not zero, or the users' count was gone");
        }
    }
    if (result.refused) result.answer = false;
    if (!spec::text(operation.kind).answers) result.answer.reset();
    return result;
}

mm_struct* CheckedAdapter::pointer(MmName name) const {
    if (name == MmName::null) return nullptr;
    if (name == MmName::wild) return static_cast<mm_struct*>(static_cast<void*>(no_mm_here.data()));
    return life(name).pointer;
}

void CheckedAdapter::make(const Operation& operation, CallSite site) {
    Life& made = lives_[static_cast<std::size_t>(operation.mm)];
    auto space = std::make_unique<Space>(made);
    Space* const kept = space.get();
    mm_struct* const mm = mm_alloc(std::move(space), {operation.users, operation.grabs}, site);
    if (mm == nullptr) return;
    kept->attach();
    made.pointer = mm;
    made.space = kept;
    made.teardowns.store(0);
    made.torn_down_wrongly.store(false);
}

void CheckedAdapter::perform(const Operation& operation, CallSite site, Result& result) {
    switch (spec::text(operation.kind).operands) {
        case spec::Operands::none:
            break;
        case spec::Operands::mm:
        case spec::Operands::mm_into_user:
            perform_on_mm(operation, site, result);
            break;
        case spec::Operands::mm_into_aref:
        case spec::Operands::aref:
        case spec::Operands::aref_into_aref:
            if (tier_of(operation) == Tier::users) {
                perform_on_aref(users_, operation, site, result);
            } else {
                perform_on_aref(grabs_, operation, site, result);
            }
            break;
    }
}

void CheckedAdapter::perform_on_mm(const Operation& operation, CallSite site, Result& result) {
    mm_struct* const mm = pointer(operation.mm);
    // Upcasts of null, wild and stale pointers: the library must refuse them unfollowed.
    const Mm* const as_mm = mm;
    const MmWithUser* const as_user = mm;
    switch (operation.kind) {
        case Kind::mm_alloc:
            make(operation, site);
            break;
        case Kind::mmgrab:
            mmgrab(mm, site);
            break;
        case Kind::mmdrop:
            mmdrop(mm, site);
            break;
        case Kind::mmget:
            mmget(mm, site);
            break;
        case Kind::mmget_not_zero:
            result.answer = mmget_not_zero(mm, site);
            break;
        case Kind::mmput:
            mmput(mm, site);
            break;
        case Kind::mm_from_raw:
            if (Mm::from_raw(mm, site).as_raw(site) != mm) {
                found(result, spec::Clause::identity_round_trip, "as_raw(from_raw(p)) is not p");
            }
            break;
        case Kind::mm_as_raw:
            if (as_mm->as_raw(site) != mm && !result.refused) {
                found(result, spec::Clause::identity_round_trip, "as_raw gave another pointer");
            }
            break;
        case Kind::mm_inc_ref:
            as_mm->inc_ref(site);
            break;
        case Kind::mm_dec_ref:
            Mm::dec_ref(as_mm, site);
            break;
        case Kind::mm_mmget_not_zero: {
            auto user = as_mm->mmget_not_zero(site);
            result.answer = user.has_value();
            if (user) users_[operation.into.index].emplace(*std::move(user));
            break;
        }
        case Kind::mm_with_user_from_raw:
            if (MmWithUser::from_raw(mm, site).as_raw(site) != mm) {
                found(result, spec::Clause::identity_round_trip, "as_raw(from_raw(p)) is not p");
            }
            break;
        case Kind::mm_with_user_inc_ref:
            as_user->inc_ref(site);
            break;
        case Kind::mm_with_user_dec_ref:
            MmWithUser::dec_ref(as_user, site);
            break;
        case Kind::mm_with_user_address_space: {
            const AddressSpace* const space = as_user->address_space(site);
            if (!result.refused && space != life(operation.mm).space) {
                found(result, spec::Clause::access_user, "the address space is another one");
            }
            break;
        }
        default:
            break;
    }
}

template <typename T>
void CheckedAdapter::perform_on_aref(Variables<T>& variables, const Operation& operation,
                                     CallSite site, Result& result) {
    auto& aref = variables[operation.aref.index];
    auto& into = variables[operation.into.index];
    switch (operation.kind) {
        case Kind::aref_from_raw:
            into.emplace(ARef<T>::from_raw(pointer(operation.mm), site));
            break;
        case Kind::aref_from_reference: {
            const T* const reference = pointer(operation.mm);
            // Made before the variable is emptied: a refusal leaves the variable as it is.
            ARef<T> made(*reference, site);
            into.emplace(std::move(made));
            break;
        }
        case Kind::aref_into_raw: {
            const void* const before = aref->get();
            const void* const raw = ARef<T>::into_raw(*std::move(aref), site);
            if (!result.refused && raw != before) {
                found(result, spec::Clause::identity_round_trip, "into_raw gave another pointer");
            }
            break;
        }
        case Kind::aref_clone:
            into.emplace(aref->clone(site));
            break;
        case Kind::aref_move:
            if (into) {
                *into = *std::move(aref);
            } else {
                into.emplace(*std::move(aref));
            }
            break;
        case Kind::aref_dereference:
            if (&**aref != aref->get()) {
                found(result, spec::Clause::identity_round_trip, "an ARef gave another object");
            }
            break;
        case Kind::aref_drop:
            aref.reset();
            break;
        default:
            break;
    }
}

std::optional<CounterPair> CheckedAdapter::counters(MmName name) const {
    const auto seen = inspect(life(name).pointer);
    if (!seen || !seen->counters) return std::nullopt;
    return CounterPair{seen->counters->users, seen->counters->count};
}

unsigned CheckedAdapter::teardowns(MmName name) const {
    return life(name).teardowns.load();
}

bool CheckedAdapter::is_freed(MmName name) const {
    const auto seen = inspect(life(name).pointer);
    return seen && seen->phase == contracts::Phase::freed;
}

bool CheckedAdapter::is_in_freed(const void* address) const {
    const auto word = reinterpret_cast<std::uintptr_t>(address);
    for (const Life& each : lives_) {
        const auto start = reinterpret_cast<std::uintptr_t>(each.pointer);
        if (start == 0 || word < start || word >= start + sizeof(mm_struct)) continue;
        const auto seen = inspect(each.pointer);
        if (seen && seen->phase == contracts::Phase::freed) return true;
    }
    return false;
}

CheckedAdapter::Snapshot CheckedAdapter::snapshot() const {
    Snapshot snapshot;
    for (std::size_t name = 0; name != mm_names; ++name) {
        const Life& each = lives_[name];
        if (const auto seen = inspect(each.pointer)) {
            snapshot.mms[name] = {seen->phase, seen->users, seen->grabs, seen->counters,
                                  each.teardowns.load()};
        }
    }
    for (std::size_t index = 0; index != aref_names; ++index) {
        snapshot.arefs[0][index] = grabs_[index] ? grabs_[index]->get() : nullptr;
        snapshot.arefs[1][index] = users_[index] ? users_[index]->get() : nullptr;
    }
    return snapshot;
}

}  // namespace mm::proptests
