// What eight threads do with one mm: legal work of every kind, in numbers known beforehand.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <latch>
#include <mutex>
#include <optional>
#include <thread>
#include <utility>
#include <vector>

#include "mm/mm.hpp"

namespace mm::tests {

inline constexpr std::size_t worker_threads = 8;

/// Runs `work(thread)` on each of eight threads, all started at once, and waits for them.
template <typename Work>
void on_all_threads(Work&& work) {
    std::latch all_are_here(worker_threads);
    std::vector<std::thread> running;
    for (std::size_t thread = 0; thread != worker_threads; ++thread) {
        running.emplace_back([&, thread] {
            all_are_here.arrive_and_wait();
            work(thread);
        });
    }
    for (std::thread& thread : running) thread.join();
}

/// References that one thread leaves for another.
template <typename Reference>
class Mailbox {
 public:
    void put(Reference reference) {
        const std::lock_guard lock(mutex_);
        references_.push_back(std::move(reference));
    }
    /// *Requires*: the caller put one before, so that there is one.
    [[nodiscard]] Reference take() {
        const std::lock_guard lock(mutex_);
        Reference reference = std::move(references_.front());
        references_.pop_front();
        return reference;
    }

 private:
    std::mutex mutex_;
    std::deque<Reference> references_;
};

enum class Kind : std::uint8_t {
    clone_and_drop,
    get_and_put,
    grab_and_drop,
    upgrade_raw,
    upgrade_to_aref,
    hand_over_aref,
    hand_over_raw,
    get_and_put_async,
    drop_deferring,
};
inline constexpr std::size_t kinds = 9;

/// Work on one mm whose users stay at least 1 meanwhile.
class ConcurrentWork {
 public:
    explicit ConcurrentWork(mm_struct* mm) : mm_(mm), grab_(Mm::from_raw(mm)) {}

    void run_on_all_threads(std::size_t rounds_each) {
        on_all_threads([this, rounds_each](std::size_t thread) {
            for (std::size_t round = 0; round != rounds_each; ++round) {
                do_one(static_cast<Kind>((round + thread) % kinds));
            }
        });
    }

 private:
    void do_one(Kind kind) {
        switch (kind) {
            case Kind::clone_and_drop: {
                const ARef<Mm> clone = grab_.clone();
                return;
            }
            case Kind::get_and_put:
                mmget(mm_);
                return mmput(mm_);
            case Kind::grab_and_drop:
                mmgrab(mm_);
                return mmdrop(mm_);
            case Kind::upgrade_raw:
                if (mmget_not_zero(mm_)) mmput(mm_);
                return;
            case Kind::upgrade_to_aref: {
                const std::optional<ARef<MmWithUser>> user = grab_->mmget_not_zero();
                return;
            }
            case Kind::hand_over_aref:
                arefs_.put(ARef<MmWithUser>(*mm_));
                static_cast<void>(arefs_.take());
                return;
            case Kind::hand_over_raw:
                raw_.put(ARef<MmWithUser>::into_raw(ARef<MmWithUser>(*mm_)));
                static_cast<void>(ARef<MmWithUser>::from_raw(raw_.take()));
                return;
            case Kind::get_and_put_async:
                mmget(mm_);
                return mmput_async(mm_);
            case Kind::drop_deferring:
                static_cast<void>(MmWithUser::into_mmput_async(ARef<MmWithUser>(*mm_)));
                return;
        }
    }

    mm_struct* mm_;
    ARef<Mm> grab_;
    Mailbox<ARef<MmWithUser>> arefs_;
    Mailbox<const MmWithUser*> raw_;
};

}  // namespace mm::tests
