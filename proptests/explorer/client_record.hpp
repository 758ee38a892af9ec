// What one execution of a client does, as it goes on.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

#include "concurrent/history.hpp"
#include "explorer/machine.hpp"

namespace mm::explorer {

/// The threads of a client with the one that begins, and the mm.
inline constexpr std::size_t most_lanes = most_threads + 1;

/// From the first to the last event of something, on one thread.
struct Span {
    std::uint8_t thread = 0;
    std::uint8_t first = 0;
    std::uint8_t last = 0;
};

/// A happening and its events.
struct Recorded {
    proptests::Happening happening{};
    Span span{};
    /// Its thread has a grab that another one has handed over.
    bool with_anothers_grab = false;
};

/// What one execution has done so far; memory of no execution, so that it outlives each.
struct Record {
    std::array<std::array<Recorded, 64>, most_lanes> lanes{};
    std::array<std::size_t, most_lanes> lengths{};
    proptests::Moment now = 0;

    void clear() {
        lengths.fill(0);
        now = 0;
    }
    /// Something that begins at `first` and lasts until `end`, or happens there.
    Recorded& begin(std::size_t lane, const proptests::Happening& happening, std::uint8_t first) {
        Machine& machine = *Machine::running();
        if (lengths[lane] == lanes[lane].size()) machine.fail("more happens than is recorded");
        Recorded& recorded = lanes[lane][lengths[lane]++];
        recorded = {};
        recorded.happening = happening;
        recorded.happening.begins = recorded.happening.ends = ++now;
        recorded.span = {static_cast<std::uint8_t>(machine.thread()), first, first};
        return recorded;
    }
    void end(Recorded& recorded) {
        recorded.happening.ends = ++now;
        recorded.span.last = static_cast<std::uint8_t>(Machine::running()->moment() - 1);
    }
};

}  // namespace mm::explorer
