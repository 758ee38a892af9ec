// How long the runs of a campaign are.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

namespace mm::fuzz {

/// Counts runs by their number of operations.
class Lengths {
 public:
    void add(std::size_t operations) noexcept {
        ++counts_[operations < most ? operations : most];
        ++runs_;
    }
    [[nodiscard]] std::uint64_t runs() const noexcept { return runs_; }
    /// The least length that at least half of the runs do not exceed. *Requires*: runs() != 0.
    [[nodiscard]] std::size_t median() const noexcept {
        std::uint64_t seen = 0;
        for (std::size_t length = 0; length != most; ++length) {
            seen += counts_[length];
            if (2 * seen >= runs_) return length;
        }
        return most;
    }

 private:
    /// Longer ones are counted as this long.
    static constexpr std::size_t most = 127;
    std::array<std::uint64_t, most + 1> counts_{};
    std::uint64_t runs_ = 0;
};

}  // namespace mm::fuzz
