// This library as an implementation under test, plain or checked as the program is built.
#pragma once

#include <memory>
#include <mutex>
#include <optional>
#include <utility>

#include "concurrent/implementation.hpp"
#include "mm/mm.hpp"
#include "schedule/stepped_atomic.hpp"
#if !MMSPEC_CHECKED
#include "implementations/watched_delete.hpp"
#endif

namespace mm::proptests {

class MmspecMm {
 public:
    using Handle = mm_struct*;
    static constexpr Looks steps = MMSPEC_CHECKED ? Looks::allowed : Looks::none;

    static Handle make(LifeWatch& watch, std::uint64_t users, std::uint64_t grabs) {
#if MMSPEC_CHECKED
        set_violation_handler(&report);
#endif
        mm_struct* const mm = mm_alloc(std::make_unique<Contents>(watch), {users, grabs});
#if !MMSPEC_CHECKED
        watch_delete_of(mm, watch);
#endif
        return mm;
    }
    static void grab(Handle mm) {
        mmgrab(mm);
    }
    static void drop(Handle mm) {
        mmdrop(mm);
    }
    static void get(Handle mm) {
        mmget(mm);
    }
    static bool get_not_zero(Handle mm) {
        return mmget_not_zero(mm);
    }
    static void put(Handle mm) {
        mmput(mm);
    }
    static void put_async(Handle mm) {
        mmput_async(mm);
    }
    static void flush() {
        flush_mmput_async();
    }

    static CounterPair counters(Handle mm) {
        const Counters read = read_counters(mm);
        return {read.users, read.count};
    }

#if MMSPEC_CHECKED
    /// What the contracts have reported: programs are legal, so there is nothing to refuse.
    static std::optional<Trouble> take_trouble() {
        const std::lock_guard lock(reported().mutex);
        return std::exchange(reported().trouble, std::nullopt);
    }

    /// A freed struct is kept in quarantine, so the moment of the free is not to be seen.
    static bool is_freed(Handle mm) {
        const auto seen = inspect(mm);
        return seen && seen->phase == contracts::Phase::freed;
    }
#endif

    static bool performs(Kind kind) {
        return kind == Kind::mm_inc_ref || kind == Kind::mm_dec_ref ||
               kind == Kind::mm_mmget_not_zero || kind == Kind::mm_with_user_inc_ref ||
               kind == Kind::mm_with_user_dec_ref || kind == Kind::mm_with_user_async_inc_ref ||
               kind == Kind::mm_with_user_async_dec_ref;
    }
    /// *Requires*: performs.
    static std::optional<bool> perform(Kind kind, Handle mm) {
        switch (kind) {
            case Kind::mm_inc_ref:
                Mm::from_raw(mm).inc_ref();
                break;
            case Kind::mm_dec_ref:
                Mm::dec_ref(mm);
                break;
            case Kind::mm_mmget_not_zero: {
                auto user = Mm::from_raw(mm).mmget_not_zero();
                if (!user) return false;
                // Owned by raw code, as what all threads own here.
                static_cast<void>(ARef<MmWithUser>::into_raw(*std::move(user)));
                return true;
            }
            case Kind::mm_with_user_inc_ref:
                MmWithUser::from_raw(mm).inc_ref();
                break;
            case Kind::mm_with_user_dec_ref:
                MmWithUser::dec_ref(mm);
                break;
            case Kind::mm_with_user_async_inc_ref:
                static_cast<const MmWithUserAsync*>(mm)->inc_ref();
                break;
            default:
                MmWithUserAsync::dec_ref(mm);
                break;
        }
        return std::nullopt;
    }

 private:
#if MMSPEC_CHECKED
    struct Reported {
        std::mutex mutex;
        std::optional<Trouble> trouble;
    };
    static Reported& reported() {
        static Reported only;
        return only;
    }
    static void report(const Violation& violation) {
        const std::lock_guard lock(reported().mutex);
        if (!reported().trouble) reported().trouble = {violation.clause, describe(violation)};
    }
#endif

    /// Tells when it is torn down, and lets others run between begin and end.
    class Contents final : public AddressSpace {
     public:
        explicit Contents(LifeWatch& watch) noexcept : watch_(watch) {}
        Contents(const Contents&) = delete;
        Contents& operator=(const Contents&) = delete;
        ~Contents() override {
            watch_.teardown_begins();
            announce_teardown();
            watch_.teardown_ends();
        }

     private:
        LifeWatch& watch_;
    };
};
static_assert(Implementation<MmspecMm> && DefersTeardown<MmspecMm> && PerformsMore<MmspecMm>);

}  // namespace mm::proptests
