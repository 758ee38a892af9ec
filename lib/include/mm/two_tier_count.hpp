// A two-tier reference count for any type: users keep the contents, grabs keep the object.
#pragma once

#include <concepts>
#include <cstdint>
#include <type_traits>

#include "mm/atomic.hpp"

namespace mm {

/// The users word: a number of users and a flag, ZERO, that once set stays set.
///
/// *Invariant*: ZERO is set by exactly one compare-exchange, on a word that is 0; from then on the
/// number means nothing (failed upgrades leave stray increments there) (Final.no_revival).
/// *Errors*: 2^63 failed upgrades of one mm would overflow into the flag; at one a nanosecond that
/// takes 292 years (Bound.limit).
/// Source: the sticky counter of Anderson, Blelloch and Wei (PLDI 2022) without its pending bit.
class StickyCount {
 public:
    static constexpr std::uint64_t zero_flag = std::uint64_t{1} << 63;

    explicit constexpr StickyCount(std::uint64_t initial) noexcept : word_(initial) {}

    /// Adds one whatever the word is; returns the word before.
    /// *Ordering*: relaxed: a new reference publishes nothing, and as a read-modify-write it stays
    /// in the release sequence of earlier puts (Visibility.teardown).
    std::uint64_t increment() noexcept { return word_.fetch_add(1, std::memory_order_relaxed); }

    /// Takes one away; returns the word before.
    /// *Requires*: the caller owns a user (Owned.release).
    /// *Ordering*: release: pairs with the acquire of `close` (Visibility.teardown).
    std::uint64_t decrement() noexcept { return word_.fetch_sub(1, std::memory_order_release); }

    /// Sets ZERO if the word is 0; true if this call did.
    /// *Ordering*: acquire on success: reads from every decrement's release sequence, so what users
    /// wrote happens-before teardown; relaxed on failure: the caller then reads nothing that users
    /// wrote (Visibility.teardown).
    [[nodiscard]] bool close() noexcept {
        std::uint64_t nobody = 0;
        // Strong: a spurious failure would leave users at zero with nobody to tear down.
        return word_.compare_exchange_strong(nobody, zero_flag, std::memory_order_acquire,
                                             std::memory_order_relaxed);
    }

    /// A momentary reading, for checks and diagnostics.
    /// *Ordering*: relaxed: a fact that the caller's own reference keeps true needs no more
    /// (Owned.user).
    [[nodiscard]] std::uint64_t read() const noexcept {
        return word_.load(std::memory_order_relaxed);
    }

    [[nodiscard]] static constexpr bool closed(std::uint64_t word) noexcept {
        return (word & zero_flag) != 0;
    }

 private:
    Atomic<std::uint64_t> word_;
};

/// What is called at the end of a life: must not throw, since nobody could continue it.
template <typename F>
concept FinalAction = std::is_nothrow_invocable_v<F>;

/// The two counts of one object: `users` keep its contents, `count` keeps the object itself; the
/// users together hold one count (Count.held).
///
/// The operations take what they must call at an end, so that any type can use them: `tear_down`
/// destroys the contents, `free` destroys the object with this count in it. Each operation returns
/// the words that its own read-modify-writes saw, which is all that a check may rely on.
///
/// *Complexity*: at most 2 atomic steps for `upgrade`, 4 for `put` and `put_deferring`, 2 for
/// `drop` and `finish_deferred`, 1 for `grab` and `get`, the actions that they are given excepted
/// (Progress.bounded).
/// Source: the ownership rule of `put` is that of verona-rt; the proof is spec/proof/two_tier.smt2.
class TwoTierCount {
 public:
    /// The words that one drop saw: `freed` if this drop was the last.
    struct Dropped {
        std::uint64_t count_before = 0;
        bool freed = false;
    };
    /// The words that one put saw: `ended` if this put made users zero; `dropped` if it owned the
    /// users' count.
    struct Put {
        std::uint64_t users_before = 0;
        bool ended = false;
        bool owned_users_count = false;
        Dropped dropped{};
    };
    struct [[nodiscard]] Upgrade {
        std::uint64_t users_before = 0;
        bool upgraded = false;
    };

    /// *Requires*: users >= 1; grabs and users below the limit (Bound.limit).
    explicit constexpr TwoTierCount(std::uint64_t users = 1, std::uint64_t grabs = 0) noexcept
        : users_(users), count_(grabs + 1) {}

    TwoTierCount(const TwoTierCount&) = delete;
    TwoTierCount& operator=(const TwoTierCount&) = delete;

    /// One more count; returns the word before.
    /// *Requires*: a reference keeps the object (Owned.alive).
    /// *Ordering*: relaxed: that reference orders whatever the caller relies on (Visibility.free).
    std::uint64_t grab() noexcept { return count_.fetch_add(1, std::memory_order_relaxed); }

    /// One more user; returns the word before.
    /// *Requires*: users >= 1 throughout the call (Owned.user).
    std::uint64_t get() noexcept { return users_.increment(); }

    /// One more user unless users is zero for good.
    /// *Requires*: a reference keeps the object until this returns (Owned.upgrade).
    /// *Ensures*: `upgraded` exactly if ZERO was not set (Final.no_revival).
    Upgrade upgrade() noexcept {
        const std::uint64_t before = users_.increment();
        if (StickyCount::closed(before)) return {before, false};
        if (before == 0) {
            // The put that saw 1 -> 0 owns the users' count and will drop it: users that live on
            // need another (Count.held). The caller's reference keeps the object meanwhile.
            grab();
        }
        return {before, true};
    }

    /// One user less; the last calls `tear_down`, then gives up the users' count.
    /// *Requires*: the caller owns a user (Owned.release).
    /// *Ensures*: `tear_down` runs once, after users is zero and before the users' count is dropped
    /// (Teardown.once, Teardown.order).
    template <FinalAction TearDown, FinalAction Free>
    Put put(TearDown&& tear_down, Free&& free) noexcept {
        const std::uint64_t before = users_.decrement();
        if (before != 1) [[likely]]
            return {before};
        // From here this call owns the users' count, whether or not it closes the word: nobody else
        // can free the object under the compare-exchange (Free.nothing_after).
        const bool ended = users_.close();
        if (ended) tear_down();
        return {before, ended, true, drop(free)};
    }

    /// As `put`, but the last only calls `defer`: whoever that hands the object to owes it
    /// `finish_deferred` (Async.deferred).
    /// *Requires*: the caller owns a user (Owned.release).
    template <FinalAction Defer, FinalAction Free>
    Put put_deferring(Defer&& defer, Free&& free) noexcept {
        const std::uint64_t before = users_.decrement();
        if (before != 1) [[likely]]
            return {before};
        if (!users_.close()) return {before, false, true, drop(free)};
        // The users' count goes with the object: it may be freed before `defer` returns.
        defer();
        return {before, true, true};
    }

    /// Tears down what a `put_deferring` has handed over, then gives up the users' count.
    /// *Ensures*: as `put` of the last user (Teardown.once, Teardown.order).
    template <FinalAction TearDown, FinalAction Free>
    Dropped finish_deferred(TearDown&& tear_down, Free&& free) noexcept {
        tear_down();
        return drop(free);
    }

    /// One count less; the last calls `free`.
    /// *Requires*: the caller owns a count (Owned.release).
    /// *Ensures*: nothing touches this object after `free` (Free.nothing_after).
    /// *Ordering*: release: pairs with the acquire load of the last drop, so that every access
    /// under a reference happens-before the free (Visibility.free).
    template <FinalAction Free>
    Dropped drop(Free&& free) noexcept {
        const std::uint64_t before = count_.fetch_sub(1, std::memory_order_release);
        if (before != 1) [[likely]]
            return {before};
        // A load rather than a fence: ThreadSanitizer understands it, and it costs the same.
        static_cast<void>(count_.load(std::memory_order_acquire));
        free();
        return {before, true};
    }

    /// Momentary readings, for checks and diagnostics.
    [[nodiscard]] std::uint64_t read_users() const noexcept { return users_.read(); }
    [[nodiscard]] std::uint64_t read_count() const noexcept {
        return count_.load(std::memory_order_relaxed);
    }

 private:
    StickyCount users_;
    Atomic<std::uint64_t> count_;
};

}  // namespace mm
