// A type of your own with the two counts of an mm: grabs keep the object, users keep its contents.
#pragma once

#include <concepts>
#include <cstddef>
#include <optional>
#include <type_traits>
#include <utility>

#include "mm/aref.hpp"
#include "mm/call_site.hpp"
#include "mm/internal/lifetime_bound.hpp"
#include "mm/internal/read_counts.hpp"
#include "mm/internal/thread_safety.hpp"
#include "mm/raw_calls.hpp"
#include "mm/two_tier_count.hpp"

namespace mm {

template <typename Object>
class InUse;

namespace internal {
struct CountedInternals;
}

/// The base of `Object`, whose `ContentsOfObject` are destroyed when the last user goes, and which
/// is itself deleted when the last grab has gone too.
///
/// An `ARef<Object>` owns a grab and reaches what the object keeps to its end; an
/// `ARef<InUse<Object>>` owns a user and reaches the contents as well. The counts, the rules and,
/// in the checked build, the reports are those of an mm: for 'struct' and 'address space' in a
/// clause read object and contents. In the plain build each operation is the atomic steps of
/// TwoTierCount.
///
/// *Requires*: constructors and destructor of `Object` are protected, so that make_counted alone
/// makes one; a constructor takes no reference to the object and gives its address to nobody; this
/// is no virtual base of it; destructors throw nothing, and take no user of the
/// same object (Final.no_revival). *Invariant*: never copied or moved. Every operation is const and
/// may run in parallel with every other (Threads.parallel); what is in the contents guards itself.
template <typename Object, typename ContentsOfObject>
class TwoTierCounted {
 public:
    using Contents = ContentsOfObject;

    TwoTierCounted(const TwoTierCounted&) = delete;
    TwoTierCounted& operator=(const TwoTierCounted&) = delete;

    /// One more grab, owned by raw code.
    /// *Requires*: a reference keeps the object (Owned.alive), below the limit (Bound.limit).
    /// *Ordering*: relaxed (Visibility.free). *Complexity*: 1 atomic step (Progress.bounded).
    void inc_ref(CallSite site = CallSite::here()) const;

    /// Gives up a grab that raw code owns; the last count deletes the object (Free.once).
    /// *Requires*: the caller owns a grab (Owned.release).
    /// *Ordering*: release; the last acquires (Visibility.free).
    /// *Complexity*: at most 2 atomic steps, the deletion excepted (Progress.bounded).
    static void dec_ref(const Object* object, CallSite site = CallSite::here());

    /// Takes a user unless users is zero for good.
    /// *Requires*: some reference until this returns (Owned.upgrade).
    /// *Ensures*: empty if users was zero (Final.no_revival).
    /// *Ordering*: relaxed (Visibility.teardown). *Complexity*: at most 2 atomic steps
    /// (Progress.bounded). *Errors*: checked build: empty.
    [[nodiscard]] std::optional<ARef<InUse<Object>>> get_not_zero(
        CallSite site = CallSite::here()) const;

 protected:
    /// Makes the contents of `arguments`.
    template <typename... Arguments>
    explicit TwoTierCounted(std::in_place_t, Arguments&&... arguments)
        : contents_(std::in_place, std::forward<Arguments>(arguments)...) {
        static_assert(std::is_nothrow_destructible_v<Contents>);
    }
    ~TwoTierCounted() = default;

 private:
    friend internal::CountedInternals;

    mutable TwoTierCount counts_;
    mutable std::optional<Contents> contents_;
};

/// An `Object` whose contents are there: what a user reaches. Every object is made as one, so that
/// the two kinds of reference are two views of it.
///
/// *Invariant*: `inc_ref` and `dec_ref` hide those of `Object`: each static type has its own count.
template <typename Object>
class InUse final : public Object {
 public:
    /// One more user, owned by raw code.
    /// *Requires*: users is at least 1 throughout the call (Owned.user), below the limit
    /// (Bound.limit).
    /// *Ordering*: relaxed (Visibility.teardown). *Complexity*: 1 atomic step (Progress.bounded).
    void inc_ref(CallSite site = CallSite::here()) const;

    /// Gives up a user that raw code owns; the last destroys the contents (Teardown.once) and then
    /// drops the users' count (Teardown.order).
    /// *Requires*: the caller owns a user (Owned.release), no atomic context, since it may sleep
    /// (Sleep.may_sleep).
    /// *Ordering*: release; the last acquires (Visibility.teardown).
    /// *Complexity*: at most 4 atomic steps, teardown and deletion excepted (Progress.bounded).
    static void dec_ref(const InUse* object, CallSite site = CallSite::here())
        MMSPEC_EXCLUDES(internal::atomic_context);

    /// What users share.
    /// *Requires*: users is at least 1 while the result is used (Access.user).
    /// *Errors*: checked build: throws Refusal once the handler has returned.
    [[nodiscard]] typename Object::Contents& contents(CallSite site = CallSite::here()) const
        MMSPEC_LIFETIME_BOUND;

 private:
    friend internal::CountedInternals;

    template <typename... Arguments>
    explicit InUse(std::in_place_t, Arguments&&... arguments)
        : Object(std::forward<Arguments>(arguments)...) {}
    ~InUse() = default;
};

namespace internal {

/// What the operations of both builds share; not for users.
struct CountedInternals {
    template <typename Object, typename Contents>
    [[nodiscard]] static TwoTierCount& counts(
        const TwoTierCounted<Object, Contents>& object) noexcept {
        return object.counts_;
    }
    template <typename Object, typename Contents>
    [[nodiscard]] static Contents& contents(
        const TwoTierCounted<Object, Contents>& object) noexcept {
        return *object.contents_;
    }
    /// *Requires*: users is zero for good and teardown has not run (Teardown.once).
    template <typename Object, typename Contents>
    static void tear_down(const TwoTierCounted<Object, Contents>& object) noexcept {
        object.contents_.reset();
    }

    /// Not is_constructible, which is false where the destructor is protected.
    template <typename Object, typename... Arguments>
    static constexpr bool made_by_anybody = requires(Arguments&&... arguments) {
        ::new Object(std::forward<Arguments>(arguments)...);
    };

    template <typename Object, typename... Arguments>
    [[nodiscard]] static const InUse<Object>* create(Arguments&&... arguments) {
        static_assert(std::derived_from<Object, TwoTierCounted<Object, typename Object::Contents>>,
                      "derive a type from TwoTierCounted of itself");
        static_assert(!made_by_anybody<Object, Arguments...>,
                      "make the constructors protected: only make_counted may make an object");
        static_assert(!std::is_destructible_v<Object>,
                      "make the destructor protected: only the last drop may delete an object");
        static_assert(alignof(InUse<Object>) <= __STDCPP_DEFAULT_NEW_ALIGNMENT__,
                      "its memory is that of the plain operator new");
        return ::new InUse<Object>(std::in_place, std::forward<Arguments>(arguments)...);
    }
    /// `create` makes every object, and never const, so the casts hold.
    template <typename Object, typename Contents>
    [[nodiscard]] static InUse<Object>* whole(
        const TwoTierCounted<Object, Contents>* object) noexcept {
        return const_cast<InUse<Object>*>(static_cast<const InUse<Object>*>(object));
    }
    /// *Requires*: the last count is gone (Free.once).
    template <typename Object, typename Contents>
    static void free(const TwoTierCounted<Object, Contents>& object) noexcept {
        ::delete whole(&object);
    }
    /// As `free`, but leaves the memory, which is returned, to the caller.
    template <typename Object, typename Contents>
    [[nodiscard]] static void* destroy(const TwoTierCounted<Object, Contents>& object) noexcept {
        InUse<Object>* const ended = whole(&object);
        ended->~InUse();
        return ended;
    }
};

}  // namespace internal

/// Makes objects; see make_counted.
template <typename Object>
class [[nodiscard]] CountedMaker {
 public:
    explicit constexpr CountedMaker(CallSite site) noexcept : site_(site) {}

    /// Constructs an `Object` of `arguments`; the result owns its only reference, a user.
    /// *Errors*: std::bad_alloc, and what the constructors throw.
    template <typename... Arguments>
    [[nodiscard]] ARef<InUse<Object>> with(Arguments&&... arguments) const;

 private:
    CallSite site_;
};

/// `make_counted<Object>().with(arguments...)` makes a live `Object`. In two calls, so that a
/// report can name the place of the first.
template <typename Object>
[[nodiscard]] constexpr CountedMaker<Object> make_counted(
    CallSite site = CallSite::here()) noexcept {
    return CountedMaker<Object>(site);
}

/// Both counters at this moment, for diagnostics and tests, as for an mm.
/// *Requires*: an object that is not deleted (Owned.alive).
template <typename Object, typename Contents>
[[nodiscard]] Counters read_counters(const TwoTierCounted<Object, Contents>* object) noexcept {
    return internal::read(internal::CountedInternals::counts(*object));
}

}  // namespace mm

#if MMSPEC_CHECKED
#include "mm/internal/checked_two_tier_counted.hpp"
#else
#include "mm/internal/plain_two_tier_counted.hpp"
#endif
