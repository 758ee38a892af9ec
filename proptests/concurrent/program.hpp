// What a concurrent run does.
#pragma once

#include <array>
#include <cstdint>
#include <iosfwd>
#include <vector>

#include "concurrent/history.hpp"
#include "operations/operation.hpp"

namespace mm::proptests {

/// References to one mm, which one thread owns.
struct Owned {
    std::uint32_t users = 0;
    std::uint32_t grabs = 0;
    [[nodiscard]] friend constexpr bool operator==(const Owned&, const Owned&) = default;
};

/// What one thread owns of each mm.
using Holdings = std::array<Owned, concurrent_mms>;

/// The thread that begins and ends a run, and up to four that run at once.
inline constexpr std::size_t most_lanes = 1 + threads;

/// A run to be. Each thread owns references and does one operation after another; one that it may
/// not do, since the reference for it was given up or an upgrade gave none, is left out. So every
/// program is legal, and shrinks into legal programs.
struct ConcurrentProgram {
    /// What each thread owns at the start; the first is the one that begins.
    std::array<Holdings, most_lanes> owned{};
    /// What is done before the threads start, by the one that begins.
    std::vector<Operation> prefix{};
    std::vector<std::vector<Operation>> threads{};
    /// From which pauses between atomic steps are drawn.
    std::uint32_t seed = 0;
};

/// For a person: who owns what, and what each thread wants to do.
std::ostream& operator<<(std::ostream& out, const ConcurrentProgram& program);

/// The operations that concurrent programs hold, each as often as it is wanted.
[[nodiscard]] const std::vector<Kind>& concurrent_kinds();

/// Whether a thread with these references may do it (Owned.release, Owned.user, Owned.upgrade).
[[nodiscard]] bool may_do(const Operation& operation, const Owned& owned);

/// What the thread owns afterwards.
void account(const Operation& operation, bool answer, Owned& owned);

}  // namespace mm::proptests
