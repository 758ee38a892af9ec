// What the checks know of one mm, or of one object of a user's own type, kept outside it.
#pragma once

#include <cstdint>

#include "mm/contracts/history.hpp"
#include "mm/contracts/ledger.hpp"
#include "mm/contracts/place.hpp"
#include "mm/contracts/relaxed.hpp"
#include "mm/contracts/thread_number.hpp"
#include "mm/contracts/type_name.hpp"

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

/// The record of the mm at one address, or of the object of a user's own type that is counted
/// alike; it outlives the mm, so that a stale pointer is recognised without being followed
/// (Owned.alive).
///
/// *Invariant*: `key` is set once and never changes; the rest is reset when a new mm is made at
/// the same address.
struct alignas(64) Subject {
    /// The inverted address; zero if the record is free.
    Relaxed<std::uintptr_t> key;
    Relaxed<Phase> phase;
    /// How many mms were made at this address.
    Relaxed<std::uint32_t> generation;
    /// The process that made it, see process_number.
    Relaxed<std::uint32_t> process;
    Ledger grabs;
    Ledger users;
    /// The type of what was made there last.
    Relaxed<TypeName> type;
    Event allocated;
    Event freed;
    /// The mmput_async that queued the teardown.
    Event queued;
    /// The keep_until_exit that named it; no file if none did.
    Event kept;
    History history;
};

}  // namespace mm::contracts
