// Somebody's own two-tier count: members keep a session open, watchers keep the record of it.
#pragma once

#include <atomic>
#include <cstdint>

/// `Atomic` is std::atomic; a test puts one in its place that announces each step.
template <template <typename> typename Atomic = std::atomic>
class Session {
 public:
    Session(std::uint64_t members, std::uint64_t watchers)
        : members_(members), records_(watchers + 1) {}
    virtual ~Session() = default;

    void watch() { records_.fetch_add(1); }
    void unwatch() {
        if (records_.fetch_sub(1) == 1) discard();
    }
    void join() { members_.fetch_add(1); }
    bool try_join() {
        std::uint64_t members = members_.load();
#ifdef WRONG_JOIN_IN_TWO_STEPS
        if (members == 0) return false;
        members_.fetch_add(1);
        return true;
#else
        while (members != 0) {
            if (members_.compare_exchange_weak(members, members + 1)) return true;
        }
        return false;
#endif
    }
    void leave() {
        if (members_.fetch_sub(1) != 1) return;
        close();
#ifndef WRONG_RECORD_IS_KEPT
        unwatch();
#endif
    }

 private:
    virtual void close() = 0;
    virtual void discard() = 0;

    Atomic<std::uint64_t> members_;
    /// Watchers, and one for all members together.
    Atomic<std::uint64_t> records_;
};
