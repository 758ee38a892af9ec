// A queue of deferred teardowns with a wait-free push.
#pragma once

#include <utility>

#include "mm/internal/deferred_teardown.hpp"

namespace mm::internal {

/// Entries in the order of their push, for one consumer at a time.
///
/// A stack on which the newest entry names the one before it. A push swaps itself in and then says
/// what it swapped out, so it never repeats a step; a consumer that meets an entry between the two
/// waits for the second. The shape is that of liburcu's wfstack.
class TeardownQueue {
 public:
    /// *Requires*: `entry` is in no queue.
    /// *Ordering*: release on the exchange: pairs with the acquire of `take_all`, and as a
    /// read-modify-write it keeps the release sequence of earlier pushes whole, so that one acquire
    /// sees them all (Visibility.teardown). Release on the link: the consumer acquires it before it
    /// frees the entry, so this store happens-before the free (Visibility.free).
    /// *Complexity*: 3 atomic steps (Progress.bounded).
    void push(TeardownLink& entry) noexcept {
        entry.next.store(&not_linked_yet_, std::memory_order_relaxed);
        TeardownLink* const older = newest_.exchange(&entry, std::memory_order_release);
        entry.next.store(older, std::memory_order_release);
    }

    /// Everything that was pushed, oldest first, linked by `next`; null if nothing.
    /// *Requires*: one consumer at a time.
    [[nodiscard]] TeardownLink* take_all() noexcept {
        TeardownLink* newer = newest_.exchange(nullptr, std::memory_order_acquire);
        TeardownLink* oldest = nullptr;
        while (newer != nullptr) {
            TeardownLink* const older = linked_from(*newer);
            newer->next.store(oldest, std::memory_order_relaxed);
            oldest = std::exchange(newer, older);
        }
        return oldest;
    }

    /// Forgets all entries; returns the newest, so that a leak detector still finds them.
    /// *Requires*: no other thread exists, as after a fork (Async.fork).
    TeardownLink* abandon() noexcept {
        return newest_.exchange(nullptr, std::memory_order_relaxed);
    }

 private:
    /// The entry that was pushed before `entry`. The producer is between two of its own steps, so
    /// this ends as soon as that thread runs again; only a consumer, which may sleep, waits here.
    [[nodiscard]] TeardownLink* linked_from(TeardownLink& entry) noexcept;

    TeardownLink not_linked_yet_;
    Atomic<TeardownLink*> newest_{nullptr};
};

}  // namespace mm::internal
