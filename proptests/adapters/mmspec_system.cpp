#include "adapters/mmspec_system.hpp"

#include <algorithm>
#include <atomic>
#include <cstdint>
#include <functional>
#include <memory>
#include <utility>

#include "adapters/no_mms.hpp"
#include "schedule/stepped_atomic.hpp"

namespace mm::proptests {

namespace {

[[nodiscard]] const NoMms& no_mms() {
    static const NoMms all;
    return all;
}

}  // namespace

/// Counts its teardowns, and looks at the counters when it happens (Teardown.order).
class MmspecSystem::Space final : public AddressSpace {
 public:
    explicit Space(std::atomic<bool>& torn_down_wrongly) : torn_down_wrongly_(torn_down_wrongly) {}
    /// From now on its destruction is a teardown; before, it is that of a refused mm's argument.
    void attach(const mm_struct* mm, LifeWatch& watch) noexcept {
        mm_ = mm;
        watch_ = &watch;
    }
    ~Space() override {
        if (watch_ == nullptr) return;
        watch_->teardown_begins();
        announce_teardown();
        const Counters now = read_counters(mm_);
        if (now.users != 0 || now.count == 0) torn_down_wrongly_.store(true);
        watch_->teardown_ends();
    }
    Space(const Space&) = delete;
    Space& operator=(const Space&) = delete;

 private:
    std::atomic<bool>& torn_down_wrongly_;
    const mm_struct* mm_ = nullptr;
    LifeWatch* watch_ = nullptr;
};

MmspecSystem::MmspecSystem(bool wants_reports) : wants_reports_(wants_reports) {
    // Queued teardowns wait for a flush, so that what is between can be compared. Once for all: the
    // end of a hold wakes the worker.
    static const HoldAsyncTeardowns held;
    // Made before an operation can ask for them, which has no atomic steps but its own.
    static_cast<void>(no_mms());
}

MmspecSystem::~MmspecSystem() {
    Result last;
    witness_.listen(last, defers_, [this] {
        for (auto& grab : grabs_) grab.reset();
        for (auto& user : users_) user.reset();
        for (auto& user : asyncs_) user.reset();
        if (defers_ && has_queued()) flush_mmput_async();
    });
    for (const Named& named : named_) {
        if (named.pointer == nullptr) continue;
        const Life life = look(named);
        if (life.users != Owners{} || life.grabs != Owners{}) {
            // A life that starts at the limit, or what a run leaves that has shown a failure: at
            // exit neither is news.
            keep_until_exit(named.pointer);
        }
    }
}

bool MmspecSystem::has_queued() const {
    return std::any_of(named_.begin(), named_.end(), [this](const Named& named) {
        return look(named).phase == Phase::tearing_down;
    });
}

bool MmspecSystem::can_do(const Operation& operation) {
    return Witness::refuses_misuse() || operation.kind != Kind::mm_alloc ||
           (operation.users <= most_given_up && operation.grabs <= most_given_up);
}

void MmspecSystem::look_at_counters(MmName mm) const {
    static_cast<void>(mm::read_counters(pointer(mm)));
}

void MmspecSystem::leave_atomic_contexts(std::uint8_t thread) {
    while (!atomic_contexts_[thread].empty()) atomic_contexts_[thread].pop_back();
}

SystemUnderTest::Result MmspecSystem::call(const Operation& operation, Place place) {
    Result result;
    result.wants_report = wants_reports_;
    const CallSite site = Witness::call_site(place);
    const auto work = [&] { perform(operation, site, result); };
    ++running_;
    // By reference, which takes no memory.
    witness_.listen(result, operation.kind == Kind::flush_mmput_async, std::cref(work));
    --running_;
    if (torn_down_wrongly_.load()) {
        result.found(spec::Clause::teardown_order,
                     "at teardown users was not zero, or the users' count was gone");
    }
    if (result.refused && names_mm(operation.kind) && !can_be_made(operation.mm) &&
        !no_mms().is_untouched()) {
        result.found(spec::Clause::refusal_unchanged, "memory that is no mm_struct was written to");
    }
    if (result.refused) result.answer = false;
    if (!spec::text(operation.kind).answers) result.answer.reset();
    return result;
}

mm_struct* MmspecSystem::pointer(MmName name) const {
    if (!can_be_made(name)) return no_mms().pointer(name);
    return named_[static_cast<std::size_t>(name)].pointer;
}

void MmspecSystem::make(const Operation& operation, CallSite site) {
    auto space = std::make_unique<Space>(torn_down_wrongly_);
    Space* const kept = space.get();
    mm_struct* const mm = mm_alloc(std::move(space), {operation.users, operation.grabs}, site);
    if (mm == nullptr) return;
    LifeWatch& watch = watches_.emplace_back(operation.mm, clock_);
    kept->attach(mm, watch);
    Witness::watch(mm, watch);
    named_[static_cast<std::size_t>(operation.mm)] = {mm, kept, &watch};
}

void MmspecSystem::perform(const Operation& operation, CallSite site, Result& result) {
    switch (spec::text(operation.kind).operands) {
        case spec::Operands::none:
            perform_alone(operation, site);
            break;
        case spec::Operands::mm:
        case spec::Operands::mm_into_user:
            perform_on_mm(operation, site, result);
            break;
        case spec::Operands::user_into_async: {
            defers_ = true;
            // Made before the variable is emptied: a refusal leaves the variable as it is.
            auto made =
                MmWithUser::into_mmput_async(*std::move(users_[operation.aref.index]), site);
            asyncs_[operation.into.index].emplace(std::move(made));
            break;
        }
        case spec::Operands::mm_into_aref:
            perform_on_arefs(operation.into.kind, operation, site, result);
            break;
        case spec::Operands::aref:
        case spec::Operands::aref_into_aref:
            perform_on_arefs(operation.aref.kind, operation, site, result);
            break;
    }
}

void MmspecSystem::perform_alone(const Operation& operation, CallSite site) {
    auto& contexts = atomic_contexts_[operation.thread];
    switch (operation.kind) {
        case Kind::flush_mmput_async:
            flush_mmput_async(site);
            // One that is stopped may queue its teardown later.
            if (running_ == 1) defers_ = false;
            break;
        case Kind::atomic_context_enter:
            contexts.emplace_back(site);
            break;
        case Kind::atomic_context_leave:
            contexts.pop_back();
            break;
        default:
            break;
    }
}

void MmspecSystem::perform_on_arefs(ARefKind kind, const Operation& operation, CallSite site,
                                    Result& result) {
    switch (kind) {
        case ARefKind::grab:
            return perform_on_aref(grabs_, operation, site, result);
        case ARefKind::user:
            return perform_on_aref(users_, operation, site, result);
        case ARefKind::async:
            defers_ = true;
            return perform_on_aref(asyncs_, operation, site, result);
    }
}

void MmspecSystem::perform_on_mm(const Operation& operation, CallSite site, Result& result) {
    mm_struct* const mm = pointer(operation.mm);
    // Upcasts of pointers that name no mm, or a freed one: the library must refuse them unfollowed.
    const Mm* const as_mm = mm;
    const MmWithUser* const as_user = mm;
    const MmWithUserAsync* const as_async = mm;
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
        case Kind::mmput_async:
            defers_ = true;
            mmput_async(mm, site);
            break;
        case Kind::mm_from_raw:
            if (Mm::from_raw(mm, site).as_raw(site) != mm) {
                result.found(spec::Clause::identity_round_trip, "as_raw(from_raw(p)) is not p");
            }
            break;
        case Kind::mm_as_raw:
            if (as_mm->as_raw(site) != mm && !result.refused) {
                result.found(spec::Clause::identity_round_trip, "as_raw gave another pointer");
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
                result.found(spec::Clause::identity_round_trip, "as_raw(from_raw(p)) is not p");
            }
            break;
        case Kind::mm_with_user_inc_ref:
            as_user->inc_ref(site);
            break;
        case Kind::mm_with_user_dec_ref:
            MmWithUser::dec_ref(as_user, site);
            break;
        case Kind::mm_with_user_async_inc_ref:
            as_async->inc_ref(site);
            break;
        case Kind::mm_with_user_async_dec_ref:
            defers_ = true;
            MmWithUserAsync::dec_ref(as_async, site);
            break;
        case Kind::mm_with_user_address_space: {
            const AddressSpace* const space = as_user->address_space(site);
            if (!result.refused && space != named_[static_cast<std::size_t>(operation.mm)].space) {
                result.found(spec::Clause::access_user, "the address space is another one");
            }
            break;
        }
        default:
            break;
    }
}

template <typename T>
void MmspecSystem::perform_on_aref(Variables<T>& variables, const Operation& operation,
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
                result.found(spec::Clause::identity_round_trip, "into_raw gave another pointer");
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
                result.found(spec::Clause::identity_round_trip, "an ARef gave another object");
            }
            break;
        case Kind::aref_drop:
            aref.reset();
            break;
        default:
            break;
    }
}

SystemUnderTest::Life MmspecSystem::look(const Named& named) const {
    if (named.pointer == nullptr) return {};
    return Witness::look(named.pointer, *named.watch);
}

std::optional<bool> MmspecSystem::is_in_freed(const void* address) const {
    const auto word = reinterpret_cast<std::uintptr_t>(address);
    bool freed = false;
    for (const Named& named : named_) {
        const auto start = reinterpret_cast<std::uintptr_t>(named.pointer);
        if (start == 0 || word < start || word >= start + sizeof(mm_struct)) continue;
        // Another mm may have been made where a freed one was.
        if (look(named).phase != Phase::freed) return false;
        freed = true;
    }
    return freed;
}

SystemUnderTest::Snapshot MmspecSystem::snapshot() const {
    Snapshot snapshot;
    for (std::size_t name = 0; name != mm_names; ++name) snapshot.mms[name] = look(named_[name]);
    for (std::size_t index = 0; index != aref_names; ++index) {
        const auto held = [index](const auto& variables) -> const void* {
            return variables[index] ? variables[index]->get() : nullptr;
        };
        snapshot.arefs[static_cast<std::size_t>(ARefKind::grab)][index] = held(grabs_);
        snapshot.arefs[static_cast<std::size_t>(ARefKind::user)][index] = held(users_);
        snapshot.arefs[static_cast<std::size_t>(ARefKind::async)][index] = held(asyncs_);
    }
    return snapshot;
}

}  // namespace mm::proptests
