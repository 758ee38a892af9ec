// How often random programs came across each situation of spec/situations.md.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <iosfwd>

#include "mm/spec/situations.hpp"

namespace mm::proptests {

class Situations {
 public:
    /// Whether the implementation has what a situation needs.
    struct Offers {
        bool steps = true;
        bool async = true;
    };

    void reached(spec::Situation situation, std::uint64_t times = 1) noexcept {
        times_[static_cast<std::size_t>(situation)] += times;
    }
    void reached_if(bool so, spec::Situation situation) noexcept {
        if (so) reached(situation);
    }
    [[nodiscard]] std::uint64_t times(spec::Situation situation) const noexcept {
        return times_[static_cast<std::size_t>(situation)];
    }

    /// True if each that the property must come across was reached often enough; the others are
    /// named in `out`.
    [[nodiscard]] bool suffice(spec::Searched by, Offers offers, std::ostream& out) const;

    /// A table, one situation a line.
    void print(spec::Searched by, Offers offers, std::ostream& out) const;

 private:
    std::array<std::uint64_t, spec::situations.size()> times_{};
};

}  // namespace mm::proptests
