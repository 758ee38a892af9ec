// The atomics of the counter protocol as the C++ memory model has them. A build that names this
// header as MMSPEC_ATOMIC_HEADER runs the shipping code otherwise unchanged, inside an explorer.
#pragma once

#include <algorithm>
#include <atomic>
#include <cstdint>
#include <span>
#include <type_traits>

#include "explorer/machine.hpp"

namespace mm::explorer {

template <typename T>
concept Modelled = std::is_trivially_copyable_v<T> && sizeof(T) <= sizeof(Word);

template <Modelled T>
[[nodiscard]] Word to_word(T value) noexcept {
    Word word = 0;
    const auto bytes = std::as_bytes(std::span(&value, 1));
    std::copy(bytes.begin(), bytes.end(), std::as_writable_bytes(std::span(&word, 1)).begin());
    return word;
}
template <Modelled T>
[[nodiscard]] T from_word(Word word) noexcept {
    T value;
    const auto bytes = std::as_writable_bytes(std::span(&value, 1));
    std::copy_n(std::as_bytes(std::span(&word, 1)).begin(), bytes.size(), bytes.begin());
    return value;
}

/// A location's life, inside a running program.
class Location {
 public:
    explicit constexpr Location(Word initial) {
        if (!std::is_constant_evaluated()) id_ = Machine::running()->born(initial, this);
    }
    Location(const Location&) = delete;
    Location& operator=(const Location&) = delete;
    constexpr ~Location() {
        if (!std::is_constant_evaluated()) Machine::running()->gone(id_);
    }
    [[nodiscard]] LocationId id() const noexcept { return id_; }

 private:
    LocationId id_ = no_location;
};

}  // namespace mm::explorer

namespace mm {

template <explorer::Modelled T>
class Atomic {
    using Machine = explorer::Machine;
    using Word = explorer::Word;
    using Place = explorer::Place;

 public:
    // NOLINTNEXTLINE(google-explicit-constructor): as std::atomic.
    constexpr Atomic(T initial) noexcept
        : location_(std::is_constant_evaluated() ? 0 : explorer::to_word(initial)) {}
    constexpr ~Atomic() = default;
    Atomic(const Atomic&) = delete;
    Atomic& operator=(const Atomic&) = delete;

    [[nodiscard]] T load(std::memory_order order, const Place& place = Place::here()) const {
        return value(Machine::running()->load(location_.id(), order, place));
    }
    void store(T value, std::memory_order order, const Place& place = Place::here()) {
        Machine::running()->store(location_.id(), explorer::to_word(value), order, place);
    }
    T fetch_add(T amount, std::memory_order order, const Place& place = Place::here()) {
        return update([](Word old, Word added) { return word(value(old) + value(added)); }, amount,
                      order, place);
    }
    T fetch_sub(T amount, std::memory_order order, const Place& place = Place::here()) {
        return update([](Word old, Word taken) { return word(value(old) - value(taken)); }, amount,
                      order, place);
    }
    T exchange(T desired, std::memory_order order, const Place& place = Place::here()) {
        return update([](Word, Word given) { return given; }, desired, order, place);
    }
    [[nodiscard]] bool compare_exchange_strong(T& expected, T desired, std::memory_order success,
                                               std::memory_order failure,
                                               const Place& place = Place::here()) {
        return compare_exchange(expected, desired, success, failure, false, place);
    }
    [[nodiscard]] bool compare_exchange_weak(T& expected, T desired, std::memory_order success,
                                             std::memory_order failure,
                                             const Place& place = Place::here()) {
        return compare_exchange(expected, desired, success, failure, true, place);
    }

 private:
    template <typename Result>
    [[nodiscard]] static Word word(Result result) {
        return explorer::to_word(static_cast<T>(result));
    }
    [[nodiscard]] static T value(Word word) { return explorer::from_word<T>(word); }

    T update(Word (*combine)(Word, Word), T operand, std::memory_order order, const Place& place) {
        return value(
            Machine::running()->update(location_.id(), combine, word(operand), order, place));
    }
    [[nodiscard]] bool compare_exchange(T& expected, T desired, std::memory_order success,
                                        std::memory_order failure, bool weak, const Place& place) {
        Word seen = word(expected);
        const bool written = Machine::running()->compare_exchange(
            location_.id(), seen, word(desired), success, failure, weak, place);
        expected = value(seen);
        return written;
    }

    explorer::Location location_;
};

/// What a loop waits for is a write that it has not read: this execution ends for this thread, and
/// another is the one in which it read that.
inline void let_others_run() noexcept {
    explorer::Machine::running()->block();
}

}  // namespace mm

namespace mm::explorer {

inline void fence(std::memory_order order, const Place& place = Place::here()) {
    Machine::running()->fence(order, place);
}

/// A variable that is not atomic: two threads that use it at once, one of them to write, race.
template <typename T>
class Plain {
 public:
    explicit Plain(T initial) : location_(0), value_(initial) {}

    [[nodiscard]] T read() const {
        Machine::running()->access_plainly(location_.id(), false);
        return value_;
    }
    void write(T value) {
        Machine::running()->access_plainly(location_.id(), true);
        value_ = value;
    }

 private:
    Location location_;
    T value_;
};

}  // namespace mm::explorer
