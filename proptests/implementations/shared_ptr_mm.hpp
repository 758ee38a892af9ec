// std::shared_ptr and std::weak_ptr as a two-tier count: somebody else's, which must pass as well.
//
// A subset: a weak_ptr is a grab, a shared_ptr a user, and lock is mmget_not_zero. There is no
// mmput_async, and no count that can be read at rest, since the weak count is not to be had.
#pragma once

#include <cstddef>
#include <memory>
#include <mutex>
#include <new>
#include <vector>

#include "concurrent/implementation.hpp"

namespace mm::proptests {

class SharedPtrMm {
    /// Tells when the block that holds both counts is freed.
    template <typename T>
    struct Allocator {
        using value_type = T;
        explicit Allocator(LifeWatch& told) noexcept : watch(&told) {}
        template <typename Other>
        Allocator(const Allocator<Other>& other) noexcept : watch(other.watch) {}  // NOLINT
        [[nodiscard]] T* allocate(std::size_t number) {
            return static_cast<T*>(::operator new(number * sizeof(T)));
        }
        void deallocate(T* memory, std::size_t) noexcept {
            watch->freed();
            ::operator delete(memory);
        }
        friend bool operator==(const Allocator&, const Allocator&) = default;
        LifeWatch* watch;
    };
    struct Contents {};

    /// The references that exist, for whoever gives one up; which thread took it does not matter.
    struct Pool {
        std::mutex mutex;
        std::vector<std::shared_ptr<Contents>> users;
        std::vector<std::weak_ptr<Contents>> grabs;

        template <typename Reference>
        static Reference taken_from(std::vector<Reference>& references) {
            Reference taken = std::move(references.back());
            references.pop_back();
            return taken;
        }
    };

 public:
    using Handle = std::shared_ptr<Pool>;

    static Handle make(LifeWatch& watch, std::uint64_t users, std::uint64_t grabs) {
        auto pool = std::make_shared<Pool>();
        const std::shared_ptr<Contents> first(
            new Contents,
            [&watch](const Contents* contents) {
                watch.teardown_begins();
                delete contents;
                watch.teardown_ends();
            },
            Allocator<Contents>(watch));
        pool->users.assign(users, first);
        pool->grabs.assign(grabs, first);
        return pool;
    }
    static void grab(const Handle& mm) {
        const std::lock_guard lock(mm->mutex);
        mm->grabs.push_back(mm->grabs.empty() ? std::weak_ptr<Contents>(mm->users.back())
                                              : mm->grabs.back());
    }
    static void drop(const Handle& mm) {
        std::unique_lock lock(mm->mutex);
        const auto dropped = Pool::taken_from(mm->grabs);
        lock.unlock();
    }
    static void get(const Handle& mm) {
        const std::lock_guard lock(mm->mutex);
        mm->users.push_back(mm->users.back());
    }
    static bool get_not_zero(const Handle& mm) {
        std::unique_lock lock(mm->mutex);
        const std::weak_ptr<Contents> kept =
            mm->grabs.empty() ? std::weak_ptr<Contents>(mm->users.back()) : mm->grabs.back();
        lock.unlock();
        auto user = kept.lock();
        if (user == nullptr) return false;
        lock.lock();
        mm->users.push_back(std::move(user));
        return true;
    }
    static void put(const Handle& mm) {
        std::unique_lock lock(mm->mutex);
        const auto given_up = Pool::taken_from(mm->users);
        lock.unlock();
    }
};
static_assert(Implementation<SharedPtrMm>);

}  // namespace mm::proptests
