// What several threads did to several mms at once, with when each thing began and ended.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "operations/operation.hpp"

namespace mm::proptests {

/// A moment of a run; later moments are larger, and no two are the same.
using Moment = std::uint64_t;

/// One thing that happened: an operation of a thread, an event in the life of an mm, or a reading
/// of its counters while every thread rests.
struct Happening {
    enum class What : std::uint8_t { operation, teardown_begins, teardown_ends, freed, counters };
    What what = What::operation;
    MmName mm = MmName::a;
    /// Of an operation.
    Kind kind{};
    /// The answer of an upgrade.
    bool answer = false;
    CounterPair read{};
    /// An event is a moment: it begins and ends at once.
    Moment begins = 0;
    Moment ends = 0;
};

/// Happenings of which each ended before the next began: those of one thread, or the events of one
/// mm.
using Lane = std::vector<Happening>;

/// The mms that a concurrent program names, at most: `a`, `b` and `c`.
inline constexpr std::size_t concurrent_mms = 3;

/// A run. Happenings of different lanes may overlap.
struct History {
    struct Start {
        std::uint64_t users = 0;
        std::uint64_t grabs = 0;
    };
    /// What each mm was made with.
    std::vector<Start> mms{};
    /// The thread that began and ends the run, the others, then the events of each mm.
    std::vector<Lane> lanes{};
    /// How many of the lanes are threads.
    std::size_t threads = 0;
};

/// What happened to one mm alone. Mms have nothing in common, so a history is legal exactly if that
/// of each of its mms is.
[[nodiscard]] History restricted_to(const History& history, MmName mm);

}  // namespace mm::proptests
