// A set of events of one execution.
#pragma once

#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>

namespace mm::explorer {

/// An event's number in its execution: events are numbered as they were added.
using EventId = std::uint8_t;
inline constexpr std::size_t most_events = 128;
inline constexpr EventId no_event = 0xff;

class EventSet {
 public:
    void add(EventId event) noexcept { words_[event / 64U] |= bit(event); }
    void remove(EventId event) noexcept { words_[event / 64U] &= ~bit(event); }
    [[nodiscard]] bool contains(EventId event) const noexcept {
        return (words_[event / 64U] & bit(event)) != 0;
    }
    [[nodiscard]] bool empty() const noexcept { return (words_[0] | words_[1]) == 0; }
    [[nodiscard]] bool meets(const EventSet& other) const noexcept {
        return ((words_[0] & other.words_[0]) | (words_[1] & other.words_[1])) != 0;
    }

    EventSet& operator|=(const EventSet& other) noexcept {
        words_[0] |= other.words_[0];
        words_[1] |= other.words_[1];
        return *this;
    }
    [[nodiscard]] friend EventSet operator|(EventSet left, const EventSet& right) noexcept {
        return left |= right;
    }
    [[nodiscard]] friend EventSet operator&(EventSet left, const EventSet& right) noexcept {
        left.words_[0] &= right.words_[0];
        left.words_[1] &= right.words_[1];
        return left;
    }
    /// Those of `left` that are not in `right`.
    [[nodiscard]] friend EventSet operator-(EventSet left, const EventSet& right) noexcept {
        left.words_[0] &= ~right.words_[0];
        left.words_[1] &= ~right.words_[1];
        return left;
    }
    [[nodiscard]] friend bool operator==(const EventSet&, const EventSet&) noexcept = default;

    /// Calls `visit` with each event, lowest number first.
    template <typename Visit>
    void for_each(Visit&& visit) const {
        for (std::size_t word = 0; word != words_.size(); ++word) {
            for (std::uint64_t left = words_[word]; left != 0; left &= left - 1) {
                visit(static_cast<EventId>(word * 64 +
                                           static_cast<std::size_t>(std::countr_zero(left))));
            }
        }
    }

 private:
    [[nodiscard]] static std::uint64_t bit(EventId event) noexcept {
        return std::uint64_t{1} << (event % 64U);
    }
    std::array<std::uint64_t, most_events / 64> words_{};
};

}  // namespace mm::explorer
