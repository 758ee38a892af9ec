// Cheap random numbers for generators that draw many.
#pragma once

#include <rapidcheck.h>

#include <cstdint>

namespace mm::proptests {

/// All from one of RapidCheck's, so that its seed decides all.
/// Source: Steele, Lea and Flood (OOPSLA 2014), SplitMix64.
class Numbers {
 public:
    explicit Numbers(rc::Random random) : state_(random.next()) {}

    /// *Requires*: `limit` is at least 1.
    [[nodiscard]] std::uint32_t below(std::uint32_t limit) noexcept {
        state_ += 0x9e3779b97f4a7c15;
        std::uint64_t mixed = state_;
        mixed = (mixed ^ mixed >> 30) * 0xbf58476d1ce4e5b9;
        mixed = (mixed ^ mixed >> 27) * 0x94d049bb133111eb;
        return static_cast<std::uint32_t>(((mixed ^ mixed >> 31) >> 32) * limit >> 32);
    }
    [[nodiscard]] bool one_in(std::uint32_t number) noexcept { return below(number) == 0; }
    template <typename Container>
    [[nodiscard]] auto element_of(const Container& container) noexcept {
        return container[below(static_cast<std::uint32_t>(container.size()))];
    }

 private:
    std::uint64_t state_;
};

}  // namespace mm::proptests
