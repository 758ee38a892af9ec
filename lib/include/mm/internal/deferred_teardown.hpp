// The way of an mm whose teardown is deferred to the worker.
#pragma once

#include "mm/atomic.hpp"

struct mm_struct;

namespace mm::internal {

/// The place of an mm in the queue of deferred teardowns; a base of the mm, so that queueing it
/// needs no memory (Sleep.never).
struct TeardownLink {
    Atomic<TeardownLink*> next{nullptr};
};

/// Queues the teardown of `mm` and wakes the worker. Takes a bounded number of steps and waits for
/// nobody (Sleep.never).
/// *Requires*: this put made users zero; the users' count goes with the mm (Async.deferred).
/// *Ordering*: release: pairs with the acquire of the worker (Visibility.teardown).
void queue_teardown(mm_struct& mm) noexcept;

/// Tears `mm` down and drops the users' count: what the worker does. Each build has its own.
/// *Requires*: taken from the queue (Async.deferred).
void finish_teardown(mm_struct& mm) noexcept;

}  // namespace mm::internal
