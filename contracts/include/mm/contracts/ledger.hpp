// Who owns the references of one tier of one mm.
#pragma once

#include <cstdint>

#include "mm/contracts/relaxed.hpp"

namespace mm::contracts {

/// The owner of a reference: raw code, whose references are interchangeable, or an ARef.
enum class Owner : std::uint8_t { raw, aref };

/// The numbers that a ledger holds, read in one go.
struct Owned {
    std::uint32_t raw = 0;
    std::uint32_t aref = 0;
    [[nodiscard]] friend constexpr bool operator==(const Owned&, const Owned&) = default;
};

/// One word: references owned by raw code in the low half, by ARefs in the high half. One word and
/// not two, since a hand-over between them must not show a moment at which neither owns it.
///
/// *Invariant*: in a legal program every `gained` happens-before the claim of that reference, and
/// the counter's own increment comes before `gained`, its decrement after `claim`; so a claim fails
/// only if the reference does not exist (Owned.release, Owned.take_over).
/// *Errors*: neither half overflows: an operation beyond 2147483647 references is refused
/// (Bound.limit).
class Ledger {
 public:
    void reset(std::uint32_t raw) noexcept { word_.store(raw); }

    void gained(Owner owner) noexcept { word_.fetch_add(one(owner)); }

    /// Takes one reference away from `owner`; false, and nothing changed, if it has none. Judges
    /// and claims in one step, so it comes last in a judgement (Refusal.unchanged).
    [[nodiscard]] bool claim(Owner owner) noexcept { return move(one(owner), 0); }

    /// Hands one reference over; false, and nothing changed, if `from` has none.
    [[nodiscard]] bool transfer(Owner from, Owner to) noexcept { return move(one(from), one(to)); }

    [[nodiscard]] Owned read() const noexcept {
        const std::uint64_t word = word_.load();
        return {static_cast<std::uint32_t>(word), static_cast<std::uint32_t>(word >> 32)};
    }

 private:
    [[nodiscard]] static constexpr std::uint64_t one(Owner owner) noexcept {
        return owner == Owner::raw ? 1 : std::uint64_t{1} << 32;
    }
    [[nodiscard]] static constexpr std::uint64_t half(std::uint64_t unit) noexcept {
        return unit * 0xffffffff;
    }

    [[nodiscard]] bool move(std::uint64_t taken, std::uint64_t given) noexcept {
        std::uint64_t word = word_.load();
        do {
            if ((word & half(taken)) == 0) return false;
        } while (!word_.compare_exchange(word, word - taken + given));
        return true;
    }

    Relaxed<std::uint64_t> word_;
};

}  // namespace mm::contracts
