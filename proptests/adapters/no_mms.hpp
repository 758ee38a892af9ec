// What the names that cannot be made stand for in this library: memory that is alive and no mm.
#pragma once

#include <array>
#include <cstddef>
#include <optional>

#include "mm/mm.hpp"
#include "operations/operation.hpp"

namespace mm::proptests {

/// Nobody may follow a pointer to any of it (Owned.alive). AddressSanitizer tells who reads or
/// writes it; without it what was written shows.
///
/// *Invariant*: the memory lives until the program ends, and no mm is made there.
class NoMms {
 public:
    NoMms();
    NoMms(const NoMms&) = delete;
    NoMms& operator=(const NoMms&) = delete;
    ~NoMms();

    /// Null for null. *Requires*: the name cannot be made.
    [[nodiscard]] mm_struct* pointer(MmName name) const;

    /// Every byte is as it was made.
    [[nodiscard]] bool is_untouched() const;

 private:
    /// Counted as an mm is, and of another type.
    class Other : public TwoTierCounted<Other, int> {
     protected:
        Other() : TwoTierCounted(std::in_place, 0) {}
        ~Other() = default;
    };
    struct Bytes {
        std::array<unsigned char, sizeof(mm_struct)> wild;
        std::array<unsigned char, sizeof(InUse<Other>)> foreign;
        std::array<unsigned char, sizeof(mm_struct)> around_inside;
        [[nodiscard]] friend bool operator==(const Bytes&, const Bytes&) = default;
    };

    [[nodiscard]] Bytes bytes() const;

    alignas(mm_struct) std::array<unsigned char, sizeof(mm_struct)> wild_{};
    std::optional<ARef<InUse<Other>>> other_;
    mm_struct* around_inside_;
    Bytes as_made_;
};

}  // namespace mm::proptests
