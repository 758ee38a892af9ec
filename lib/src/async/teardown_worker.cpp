#include "teardown_worker.hpp"

#include <csignal>
#include <memory>
#include <thread>
#include <utility>

#include "mm/internal/mm_internals.hpp"

// The orders of the worker's life, which waits and locks, are not among those that the explorer
// sees. They hold because every change of `signals_` is a read-modify-write with acquire and
// release, after what it tells of (an entry, a barrier, the end of a hold, the stop): whoever sees
// the change sees that, and a relaxed reading that came too early is made again after it. The end
// of a flush is released by `flushed_` and acquired by who waits for it. What is the consumer's is
// behind `one_consumer_`.
namespace mm::internal {
namespace {

/// This thread is inside a teardown that it runs from the queue.
thread_local constinit bool is_consumer = false;

/// How many of the holds are this thread's.
thread_local constinit std::uint32_t own_holds = 0;

constinit TeardownWorker worker;

/// All signals are for the threads of the program, except those that a thread sends to itself by a
/// fault: a teardown that goes wrong must be seen where it does.
class SignalsBlocked {
 public:
    SignalsBlocked() noexcept {
        sigset_t all;
        sigfillset(&all);
        for (const int fault : {SIGSEGV, SIGBUS, SIGFPE, SIGILL, SIGTRAP, SIGSYS, SIGABRT}) {
            sigdelset(&all, fault);
        }
        pthread_sigmask(SIG_SETMASK, &all, &before_);
    }
    SignalsBlocked(const SignalsBlocked&) = delete;
    SignalsBlocked& operator=(const SignalsBlocked&) = delete;
    ~SignalsBlocked() { pthread_sigmask(SIG_SETMASK, &before_, nullptr); }

 private:
    sigset_t before_{};
};

}  // namespace

TeardownWorker& teardown_worker() noexcept {
    return worker;
}

bool TeardownWorker::start() noexcept {
    State before = State::none;
    if (!state_.compare_exchange_strong(before, State::starting)) return before == State::running;
    const SignalsBlocked blocked;
    const bool started = pthread_create(&thread_, nullptr, &live, this) == 0;
    state_.store(started ? State::running : State::none);
    return started;
}

void TeardownWorker::push(TeardownLink& entry) noexcept {
    queue_.push(entry);
    // Acquire and release: of this and the `fetch_or` of stop one comes first in the order of the
    // word. If it is this one, the last drain of stop sees the entry.
    if ((wake() & stopped) != 0) return drain(true);
    if (state_.load(std::memory_order_relaxed) == State::none) start();
}

void TeardownWorker::flush() noexcept {
    // A teardown that waited for its own end would wait for ever.
    if (is_consumer) return run_all(true);
    if (has_thread()) return flush_through_thread();
    drain(true);
}

bool TeardownWorker::has_thread() noexcept {
    while ((signals_.load(std::memory_order_acquire) & stopped) == 0) {
        if (start()) return true;
        // Another thread is just starting it, or no thread is to be had.
        if (state_.load() == State::none) return false;
        std::this_thread::yield();
    }
    return false;
}

void TeardownWorker::flush_through_thread() noexcept {
    const std::lock_guard one_at_a_time(one_flush_);
    TeardownLink barrier;
    const std::uint32_t before = flushed_.load(std::memory_order_relaxed);
    barrier_.store(&barrier, std::memory_order_relaxed);
    queue_.push(barrier);
    // As in push: if the `fetch_or` of stop came first, its last drain may be over.
    if ((wake() & stopped) != 0) drain(true);
    flushed_.wait(before, std::memory_order_acquire);
}

void TeardownWorker::stop() noexcept {
    signals_.fetch_or(stopped, std::memory_order_acq_rel);
    signals_.notify_one();
    const bool runs = state_.load() == State::running;
    // A teardown may itself end the process: its thread cannot wait for itself.
    if (is_consumer) return run_what_is_left_behind();
    if (runs) pthread_join(thread_, nullptr);
    drain(true);
}

void TeardownWorker::run_what_is_left_behind() noexcept {
    depth_ = 0;
    if (barrier_met_) end_flush();
    run_all(true);
    is_consumer = false;
    one_consumer_.unlock();
}

void TeardownWorker::hold() noexcept {
    ++own_holds;
    holds_.fetch_add(1, std::memory_order_relaxed);
    // Until a round that began before has ended.
    if (!is_consumer) const std::lock_guard after_this_round(one_consumer_);
}

void TeardownWorker::release() noexcept {
    --own_holds;
    holds_.fetch_sub(1, std::memory_order_relaxed);
    wake();
}

void TeardownWorker::after_fork_in_child() noexcept {
    process_.fetch_add(1, std::memory_order_relaxed);
    state_.store(State::none, std::memory_order_relaxed);
    // Nobody is here to end those of other threads.
    holds_.store(own_holds, std::memory_order_relaxed);
    left_queued_ = queue_.abandon();
    left_taken_ = std::exchange(taken_, nullptr);
    // Threads that are not here may have held them.
    std::construct_at(&one_flush_);
    if (!is_consumer) {
        std::construct_at(&one_consumer_);
        depth_ = 0;
    }
    barrier_met_ = false;
    barrier_.store(nullptr, std::memory_order_relaxed);
}

void* TeardownWorker::live(void* worker) noexcept {
    static_cast<TeardownWorker*>(worker)->run_until_stopped();
    return nullptr;
}

void TeardownWorker::run_until_stopped() noexcept {
    const std::uint32_t process = process_.load(std::memory_order_relaxed);
    while (process_.load(std::memory_order_relaxed) == process) {
        // Read before the queue, so that a push which comes too late for this round ends the wait.
        const std::uint32_t seen = signals_.load(std::memory_order_acquire);
        drain(false);
        if ((seen & stopped) != 0) return;
        signals_.wait(seen, std::memory_order_acquire);
    }
}

bool TeardownWorker::may_run() const noexcept {
    return holds_.load(std::memory_order_relaxed) == 0 ||
           barrier_.load(std::memory_order_relaxed) != nullptr ||
           (signals_.load(std::memory_order_relaxed) & stopped) != 0;
}

void TeardownWorker::drain(bool even_if_held) noexcept {
    // The round that this thread is in takes up whatever is queued.
    if (is_consumer) return;
    const std::lock_guard consuming(one_consumer_);
    is_consumer = true;
    run_all(even_if_held);
    is_consumer = false;
}

void TeardownWorker::run_all(bool even_if_held) noexcept {
    // Asked before each entry: what is queued after the barrier of a flush may be held.
    while (even_if_held || may_run()) {
        if (taken_ == nullptr) taken_ = queue_.take_all();
        if (taken_ == nullptr) return;
        TeardownLink& entry = *taken_;
        taken_ = entry.next.load(std::memory_order_relaxed);
        if (&entry == barrier_.load(std::memory_order_relaxed)) {
            barrier_met_ = true;
        } else {
            ++depth_;
            finish_teardown(MmInternals::of_teardown_link(entry));
            --depth_;
        }
        // Inside a teardown, which was queued before the barrier, that one has not ended yet.
        if (barrier_met_ && depth_ == 0) end_flush();
    }
}

void TeardownWorker::end_flush() noexcept {
    barrier_met_ = false;
    // Before the waiter goes on, which may hold what it queues next.
    barrier_.store(nullptr, std::memory_order_relaxed);
    flushed_.fetch_add(1, std::memory_order_release);
    flushed_.notify_all();
}

std::uint32_t TeardownWorker::wake() noexcept {
    const std::uint32_t before = signals_.fetch_add(one_signal, std::memory_order_acq_rel);
    // What is held waits for whoever ends the hold, flushes or stops: their step on the word comes
    // later, or this one has seen what they did first.
    if (may_run()) signals_.notify_one();
    return before;
}

}  // namespace mm::internal
