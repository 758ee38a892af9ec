// One event of an execution.
#pragma once

#include <atomic>
#include <cstdint>

#include "explorer/event_set.hpp"

namespace mm::explorer {

using Word = std::uint64_t;
using LocationId = std::uint8_t;
inline constexpr LocationId no_location = 0xff;

/// Thread 0 begins the program, starts the others, and goes on when all have ended.
inline constexpr std::size_t most_threads = 6;

enum class Kind : std::uint8_t {
    /// The beginning and the end of a location's life. The first writes it, not atomically.
    born,
    gone,
    /// Atomic. A read-modify-write is an exclusive read and an exclusive write right after it.
    read,
    write,
    fence,
    plain_read,
    plain_write,
    /// One of several things that may happen, such as a weak compare-exchange that fails for no
    /// reason.
    choice,
    /// Thread 0 starts the others; thread 0 has waited for them.
    fork,
    join,
};

/// The site of a memory order in the source: the index of a SiteTable, or none.
using SiteId = std::uint16_t;
inline constexpr SiteId no_site = 0xffff;

/// A compare-exchange's read: what it became follows from the value that it got.
struct Comparison {
    bool compares = false;
    Word expected = 0;
    std::memory_order on_success = std::memory_order_relaxed;
    std::memory_order on_failure = std::memory_order_relaxed;
};

struct Event {
    Kind kind = Kind::fence;
    std::memory_order order = std::memory_order_relaxed;
    /// Part of a read-modify-write.
    bool exclusive = false;
    std::uint8_t thread = 0;
    std::uint8_t index = 0;
    LocationId location = no_location;
    /// Of a read.
    EventId reads_from = no_event;
    /// Of a write: its neighbours in the modification order of its location.
    EventId older = no_event;
    EventId newer = no_event;
    SiteId site = no_site;
    /// What was read, written or chosen.
    Word value = 0;
    Comparison comparison{};

    // What follows from the events above, as far as it concerns later ones.

    /// What happens before this event, and the event itself.
    EventSet before{};
    /// What an acquire fence after this event would learn of.
    EventSet unacquired{};
    /// What a relaxed write after this event passes on, from the last release fence.
    EventSet released{};
    /// Of a write: what an acquire read of it learns of.
    EventSet message{};
    /// What had to be there for this event to be: along program order and reads-from; and itself.
    EventSet causes{};
    /// Of a write: who reads it.
    EventSet readers{};
};

[[nodiscard]] constexpr bool acquires(std::memory_order order) noexcept {
    return order == std::memory_order_acquire || order == std::memory_order_acq_rel ||
           order == std::memory_order_seq_cst;
}
[[nodiscard]] constexpr bool releases(std::memory_order order) noexcept {
    return order == std::memory_order_release || order == std::memory_order_acq_rel ||
           order == std::memory_order_seq_cst;
}
[[nodiscard]] constexpr bool writes(Kind kind) noexcept {
    return kind == Kind::write || kind == Kind::born;
}
[[nodiscard]] constexpr bool is_plain(Kind kind) noexcept {
    return kind == Kind::plain_read || kind == Kind::plain_write || kind == Kind::born ||
           kind == Kind::gone;
}

}  // namespace mm::explorer
