// How often a layer exercised each clause, and what it found broken.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

#include "mm/spec/clauses.hpp"

namespace mm::proptests {

class Tally {
 public:
    using Counts = std::array<std::uint64_t, spec::clauses.size()>;

    void held(spec::Clause clause, std::uint64_t times = 1) noexcept {
        held_[static_cast<std::size_t>(clause)] += times;
    }
    void broke(spec::Clause clause) noexcept { broken_[static_cast<std::size_t>(clause)] = true; }
    [[nodiscard]] std::uint64_t times(spec::Clause clause) const noexcept {
        return held_[static_cast<std::size_t>(clause)];
    }

    /// Appends lines `CLAUSE<TAB>LAYER<TAB>NUMBER`, or `broken` instead of the number.
    /// *Errors*: false if the file cannot be written.
    [[nodiscard]] bool append_to(const std::string& file, std::string_view layer) const;

 private:
    Counts held_{};
    std::array<bool, spec::clauses.size()> broken_{};
};

}  // namespace mm::proptests
