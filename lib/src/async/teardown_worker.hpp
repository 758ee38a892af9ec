// The thread that runs deferred teardowns.
#pragma once

#include <pthread.h>

#include <atomic>
#include <cstdint>
#include <mutex>

#include "teardown_queue.hpp"

namespace mm::internal {

/// Runs the teardowns of one process. Never destroyed: whatever is queued after its end runs where
/// it is queued (Async.exit).
class TeardownWorker {
 public:
    constexpr TeardownWorker() noexcept = default;
    TeardownWorker(const TeardownWorker&) = delete;
    TeardownWorker& operator=(const TeardownWorker&) = delete;

    /// Starts the thread, unless it runs; false if none can be started now.
    bool start() noexcept;

    /// Queues an entry and wakes the thread. Waits for nobody while the process runs (Sleep.never):
    /// only in a child of fork, where the first push starts the thread, and after `stop`, when it
    /// runs what is queued.
    void push(TeardownLink& entry) noexcept;

    /// Waits until all entries that were pushed before have been run (Async.flush).
    void flush() noexcept;

    /// Runs what is queued and ends the thread; later pushes run in place (Async.exit).
    void stop() noexcept;

    /// Entries that are pushed between `hold` and `release` of one thread wait for a flush.
    void hold() noexcept;
    void release() noexcept;

    /// Called in the child of a fork, which has no worker and whose queue is the parent's work
    /// (Async.fork).
    void after_fork_in_child() noexcept;

 private:
    enum class State : std::uint8_t { none, starting, running };

    static void* live(void* worker) noexcept;
    void run_until_stopped() noexcept;
    /// Runs what is queued, one consumer at a time.
    void drain(bool even_if_held) noexcept;
    void run_all(bool even_if_held) noexcept;
    void end_flush() noexcept;
    /// Ends the round of the calling thread, whose teardown never goes on: it ends the process.
    void run_what_is_left_behind() noexcept;
    /// Wakes the thread; returns the word before, which tells whether it was stopped.
    std::uint32_t wake() noexcept;
    [[nodiscard]] bool may_run() const noexcept;
    /// Starts the thread if need be; false after `stop`, and where none is to be had.
    [[nodiscard]] bool has_thread() noexcept;
    void flush_through_thread() noexcept;

    // Not atomics of the counter protocol, which mm/atomic.hpp may replace: they order the worker's
    // life and the waiting for it.
    static constexpr std::uint32_t stopped = 1;
    static constexpr std::uint32_t one_signal = 2;
    /// The bit `stopped`, and above it a number that changes with each push: both in one word, so
    /// that of a push and a stop one sees the other.
    std::atomic<std::uint32_t> signals_{0};
    std::atomic<State> state_{State::none};
    /// The number of forks that made this process: a thread of an earlier one ends.
    std::atomic<std::uint32_t> process_{0};
    std::atomic<std::uint32_t> holds_{0};
    std::atomic<std::uint32_t> flushed_{0};
    /// The entry at whose turn a flush ends; null while nobody flushes.
    std::atomic<TeardownLink*> barrier_{nullptr};
    std::mutex one_flush_;
    std::mutex one_consumer_;
    TeardownQueue queue_;
    /// What the consumer has taken and not yet run, how many teardowns it is inside of, and whether
    /// it has met the barrier there; guarded by one_consumer_.
    TeardownLink* taken_ = nullptr;
    unsigned depth_ = 0;
    bool barrier_met_ = false;
    /// What a fork has left to the parent: named, so that a leak detector in the child finds it.
    TeardownLink* left_queued_ = nullptr;
    TeardownLink* left_taken_ = nullptr;
    pthread_t thread_{};
};

/// The worker of this process, where something has made it live.
[[nodiscard]] TeardownWorker& teardown_worker() noexcept;

/// The worker of this process. A program that names it has the thread; every function by which a
/// user can come to need the worker does.
[[nodiscard]] TeardownWorker& living_teardown_worker() noexcept;

}  // namespace mm::internal
