// What the checks know of one mm, kept outside it.
#pragma once

#include <cstdint>

#include "mm/contracts/history.hpp"
#include "mm/contracts/ledger.hpp"
#include "mm/contracts/place.hpp"
#include "mm/contracts/relaxed.hpp"
#include "mm/contracts/thread_number.hpp"

namespace mm::contracts {

/// The phases of an mm's life, as the checked build saw them begin.
enum class Phase : std::uint8_t { never, live, tearing_down, torn_down, freed };

/// A thread and a place.
class Event {
 public:
    void record(Place place) noexcept {
        file_.store(place.file);
        line_and_thread_.store(std::uint64_t{place.line} << 32 | thread_number());
    }
    [[nodiscard]] Place place() const noexcept {
        return {file_.load(), static_cast<std::uint32_t>(line_and_thread_.load() >> 32)};
    }
    [[nodiscard]] std::uint32_t thread() const noexcept {
        return static_cast<std::uint32_t>(line_and_thread_.load());
    }

 private:
    Relaxed<const char*> file_;
    Relaxed<std::uint64_t> line_and_thread_;
};

/// The record of the mm at one address; it outlives the mm, so that a stale pointer is recognised
/// without being followed (Owned.alive).
///
/// *Invariant*: `key` is set once and never changes; the rest is reset when a new mm is made at
/// the same address.
struct alignas(64) Subject {
    /// The inverted address; zero if the record is free.
    Relaxed<std::uintptr_t> key;
    Relaxed<Phase> phase;
    /// How many mms were made at this address.
    Relaxed<std::uint32_t> generation;
    Ledger grabs;
    Ledger users;
    Event allocated;
    Event freed;
    History history;
};

}  // namespace mm::contracts
