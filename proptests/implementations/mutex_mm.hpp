// An implementation of a stranger, with the adapter that the suite wants: both numbers under a
// mutex.
#pragma once

#include <cstdint>
#include <mutex>

#include "concurrent/implementation.hpp"

namespace mm::proptests {

class MutexMm {
    struct Struct {
        std::mutex mutex;
        std::uint64_t users;
        std::uint64_t count;
        LifeWatch& watch;
    };

 public:
    using Handle = Struct*;

    static Handle make(LifeWatch& watch, std::uint64_t users, std::uint64_t grabs) {
        return new Struct{.mutex = {}, .users = users, .count = grabs + 1, .watch = watch};
    }
    static void grab(Handle mm) { change(mm, mm->count, 1); }
    static void drop(Handle mm) {
        if (change(mm, mm->count, -1) != 0) return;
        mm->watch.freed();
        delete mm;
    }
    static void get(Handle mm) { change(mm, mm->users, 1); }
    static bool get_not_zero(Handle mm) {
        const std::lock_guard lock(mm->mutex);
        if (mm->users == 0) return false;
        ++mm->users;
        return true;
    }
    static void put(Handle mm) {
        if (change(mm, mm->users, -1) != 0) return;
        mm->watch.teardown_begins();
        mm->watch.teardown_ends();
        drop(mm);
    }

 private:
    static std::uint64_t change(Handle mm, std::uint64_t& number, int by) {
        const std::lock_guard lock(mm->mutex);
        return number += static_cast<std::uint64_t>(by);
    }
};
static_assert(Implementation<MutexMm>);

}  // namespace mm::proptests
