// A user's own type with the two counts (TwoTierCounted) as an implementation under test, plain or
// checked as the program is built.
//
// A subset: an own type has no asynchronous put, and is made with one user; the others are added.
// References are taken through ARefs and handed to raw code, and given up by raw code or by an
// ARef.
#pragma once

#include <array>
#include <cstdint>
#include <list>
#include <mutex>
#include <optional>
#include <string>
#include <utility>

#include "concurrent/implementation.hpp"
#include "mm/mm.hpp"
#include "model/reference_model.hpp"
#include "schedule/stepped_atomic.hpp"

namespace mm::proptests {

class OwnType {
 public:
    /// Tells when it is torn down, and lets others run between begin and end.
    struct Page {
        explicit Page(LifeWatch& observer) noexcept : watch(observer) {}
        Page(const Page&) = delete;
        Page& operator=(const Page&) = delete;
        ~Page() {
            watch.teardown_begins();
            announce_teardown();
            watch.teardown_ends();
        }
        LifeWatch& watch;
    };
    class Entry : public TwoTierCounted<Entry, Page> {
     protected:
        explicit Entry(LifeWatch& watch) : TwoTierCounted(std::in_place, watch), watch_(watch) {}
        ~Entry() { watch_.freed(); }

     private:
        LifeWatch& watch_;
    };
    using User = InUse<Entry>;
    using Handle = const User*;
    static constexpr Looks steps = MMSPEC_CHECKED ? Looks::allowed : Looks::none;

    static Handle make(LifeWatch& watch, std::uint64_t users, std::uint64_t grabs) {
#if MMSPEC_CHECKED
        set_violation_handler(&report);
        if (users == 0 || users >= ReferenceModel::limit) {
            // No call could ask for that.
            note(spec::Clause::bound_limit, "an object is made with other users", true);
            return nullptr;
        }
#endif
        const Handle made = ARef<User>::into_raw(make_counted<Entry>().with(watch));
        for (std::uint64_t user = 1; user < users; ++user) made->inc_ref();
        for (std::uint64_t grab = 0; grab != grabs; ++grab) made->Entry::inc_ref();
        return made;
    }

    static void grab(Handle object) {
        object->Entry::inc_ref();
    }
    static void drop(Handle object) {
        Entry::dec_ref(object);
    }
    static void get(Handle object) {
        object->inc_ref();
    }
    static void put(Handle object) {
        User::dec_ref(object);
    }
    static bool get_not_zero(Handle object) {
        auto user = object->get_not_zero();
        if (!user) return false;
        static_cast<void>(ARef<User>::into_raw(*std::move(user)));
        return true;
    }
    static CounterPair counters(Handle object) {
        const Counters read = read_counters(object);
        return {read.users, read.count};
    }

    static void enter() {
        contexts().emplace_back();
    }
    static void leave() {
        contexts().pop_back();
    }

    static bool performs(Kind kind) {
        return kind == Kind::mm_inc_ref || kind == Kind::mm_with_user_inc_ref ||
               kind == Kind::mm_with_user_dec_ref || kind == Kind::mm_with_user_address_space;
    }
    /// *Requires*: performs.
    static std::optional<bool> perform(Kind kind, Handle object) {
#if MMSPEC_CHECKED
        try {
            act(kind, object);
        } catch (const Refusal&) {
            // The handler was told.
        }
#else
        act(kind, object);
#endif
        return std::nullopt;
    }

    static std::optional<Trouble> take_trouble() {
        const std::lock_guard lock(reported().mutex);
        return std::exchange(reported().trouble, std::nullopt);
    }

#if MMSPEC_CHECKED
    static std::optional<spec::Clause> take_refusal() {
        const std::lock_guard lock(reported().mutex);
        if (!reported().trouble || !reported().refused) return std::nullopt;
        return std::exchange(reported().trouble, std::nullopt)->clause;
    }

    /// Wild for null too: its operations are members.
    static Handle stray(MmName /*name*/) {
        // A run may begin with one.
        set_violation_handler(&report);
        alignas(64) static constinit std::array<unsigned char, 256> no_object_here{};
        return static_cast<Handle>(static_cast<void*>(no_object_here.data()));
    }
#endif

 private:
    /// What was reported first and has not been asked for.
    struct Reported {
        std::mutex mutex;
        std::optional<Trouble> trouble;
        bool refused = false;
    };
    static Reported& reported() {
        static Reported only;
        return only;
    }
    static void note(spec::Clause clause, std::string text, bool refused) {
        const std::lock_guard lock(reported().mutex);
        if (reported().trouble) return;
        reported().trouble = {clause, std::move(text)};
        reported().refused = refused;
    }
#if MMSPEC_CHECKED
    static void report(const Violation& violation) {
        // Given up by an ARef, which first takes over what nobody owns.
        const bool takes_over = violation.clause == spec::Clause::owned_take_over;
        note(takes_over ? spec::Clause::owned_release : violation.clause, describe(violation),
             violation.refused);
    }
#endif

    static void act(Kind kind, Handle object) {
        if (kind == Kind::mm_inc_ref) {
            hand_over(ARef<Entry>(*object));
        } else if (kind == Kind::mm_with_user_inc_ref) {
            hand_over(ARef<User>(*object));
        } else if (kind == Kind::mm_with_user_dec_ref) {
            give_up(object);
        } else {
            reach(object);
        }
    }

    static void reach(Handle object) {
        [[maybe_unused]] const Page& page = object->contents();
#if !MMSPEC_CHECKED
        // In the checked build it is refused where they are gone.
        if (page.watch.teardowns() != 0) {
            note(spec::Clause::access_user, "contents were given that are torn down", false);
        }
#endif
    }

    /// Of this thread.
    static std::list<AtomicContext>& contexts() {
        thread_local std::list<AtomicContext> own;
        return own;
    }

    template <typename T>
    static void hand_over(ARef<T> taken) {
        ARef<T> moved = std::move(taken);
        static_cast<void>(ARef<T>::into_raw(std::move(moved)));
    }

    /// By an ARef that takes the reference over; where its destructor would be refused, as raw
    /// code.
    static void give_up(Handle object) {
        if (!contexts().empty()) return User::dec_ref(object);
        const ARef<User> last = ARef<User>::from_raw(object);
    }
};
static_assert(Implementation<OwnType> && HasAtomicContexts<OwnType> && PerformsMore<OwnType>);

}  // namespace mm::proptests
