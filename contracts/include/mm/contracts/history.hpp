// The last operations on one mm.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "mm/contracts/place.hpp"
#include "mm/contracts/relaxed.hpp"
#include "mm/contracts/thread_number.hpp"
#include "mm/spec/operations.hpp"

namespace mm::contracts {

/// One remembered operation.
struct Step {
    spec::Operation operation{};
    std::uint32_t thread = 0;
    Place place{};
    /// Of the reference that it was about.
    spec::Tier tier = spec::Tier::either;
    /// The drop of an ARef that was refused in the atomic context that began at `place`, which left
    /// its reference to raw code (Sleep.orphan).
    bool orphaned = false;
};

/// A ring of the last operations. Exact for a quiet mm; while other threads write, an entry may mix
/// two operations, which a report can bear and a lock could not be (see Relaxed).
class History {
 public:
    static constexpr std::size_t depth = 16;

    void clear() noexcept { written_.store(0); }

    void remember(spec::Operation operation, Place place, spec::Tier tier = spec::Tier::either,
                  bool orphaned = false) noexcept {
        Slot& slot = slots_[written_.fetch_add(1) % depth];
        slot.file.store(place.file);
        slot.line_and_thread.store(std::uint64_t{place.line} << 32 | thread_number());
        slot.operation.store(operation);
        slot.tier.store(tier);
        slot.orphaned.store(orphaned);
    }

    /// Oldest first.
    [[nodiscard]] std::vector<Step> read() const {
        const std::uint64_t written = written_.load();
        const std::uint64_t first = written > depth ? written - depth : 0;
        std::vector<Step> steps;
        for (std::uint64_t number = first; number != written; ++number) {
            const Slot& slot = slots_[number % depth];
            const std::uint64_t line_and_thread = slot.line_and_thread.load();
            steps.push_back({slot.operation.load(),
                             static_cast<std::uint32_t>(line_and_thread),
                             {slot.file.load(), static_cast<std::uint32_t>(line_and_thread >> 32)},
                             slot.tier.load(),
                             slot.orphaned.load()});
        }
        return steps;
    }

    /// Operations that the ring no longer holds.
    [[nodiscard]] std::uint64_t forgotten() const noexcept {
        const std::uint64_t written = written_.load();
        return written > depth ? written - depth : 0;
    }

 private:
    struct Slot {
        Relaxed<const char*> file;
        Relaxed<std::uint64_t> line_and_thread;
        Relaxed<spec::Operation> operation;
        Relaxed<spec::Tier> tier;
        Relaxed<bool> orphaned;
    };

    Relaxed<std::uint64_t> written_;
    std::array<Slot, depth> slots_;
};

}  // namespace mm::contracts
