#include "mutate.hpp"

#include <algorithm>
#include <array>
#include <random>

namespace mm::fuzz {

namespace {

using Bytes = std::vector<std::uint8_t>;

/// Shorter inputs are made longer more often than not, longer ones shorter: a run costs as much as
/// it is long.
constexpr std::size_t short_operations = 20;
constexpr std::size_t most_inserted = 4;
constexpr std::size_t most_dropped = 8;
constexpr std::size_t most_copied = 8;
constexpr std::size_t most_retargeted = 8;
constexpr std::size_t most_changes = 4;

class Change {
 public:
    Change(std::span<const std::uint8_t> bytes, Sizes sizes, std::uint32_t seed)
        : size_(sizes.operation), most_(sizes.room / sizes.operation), random_(seed) {
        const std::size_t whole = std::min(bytes.size() / size_, most_);
        bytes_.assign(bytes.begin(), at(bytes.begin(), whole));
    }

    [[nodiscard]] Bytes mutated() {
        if (bytes_.empty()) insert();
        for (std::size_t left = 1 + below(most_changes); left != 0; --left) change();
        return std::move(bytes_);
    }

    [[nodiscard]] Bytes crossed(std::span<const std::uint8_t> other) {
        const Bytes first(bytes_.begin(), at(bytes_.begin(), bytes_.empty() ? 0 : 1));
        bytes_.erase(at(bytes_.begin(), below(count() + 1)), bytes_.end());
        const std::size_t from = below(other.size() / size_ + 1);
        const std::size_t taken = std::min(other.size() / size_ - from, most_ - count());
        bytes_.insert(bytes_.end(), at(other.begin(), from), at(other.begin(), from + taken));
        if (bytes_.empty()) bytes_ = first;
        if (bytes_.empty()) insert();
        return std::move(bytes_);
    }

 private:
    template <typename Iterator>
    [[nodiscard]] Iterator at(Iterator begin, std::size_t operation) const {
        return begin + static_cast<std::ptrdiff_t>(operation * size_);
    }
    [[nodiscard]] std::size_t count() const { return bytes_.size() / size_; }
    [[nodiscard]] std::size_t below(std::size_t bound) { return random_() % bound; }
    [[nodiscard]] std::uint8_t byte() { return static_cast<std::uint8_t>(random_() >> 8); }

    void change() {
        constexpr std::array changes{&Change::insert,   &Change::copy, &Change::change_byte,
                                     &Change::retarget, &Change::swap, &Change::change_byte,
                                     &Change::drop,     &Change::drop};
        constexpr std::size_t lengthening = 2;
        const bool is_short = count() < short_operations && below(2) == 0;
        (this->*changes[below(is_short ? lengthening : changes.size())])();
    }

    void insert() {
        const std::size_t added = std::min(1 + below(most_inserted), most_ - count());
        Bytes made(added * size_);
        for (std::uint8_t& each : made) each = byte();
        bytes_.insert(at(bytes_.begin(), below(count() + 1)), made.begin(), made.end());
    }

    void drop() {
        if (count() < 2) return;
        const std::size_t from = below(count());
        const std::size_t gone = std::min({1 + below(most_dropped), count() - from, count() - 1});
        bytes_.erase(at(bytes_.begin(), from), at(bytes_.begin(), from + gone));
    }

    void swap() {
        const std::size_t one = below(count());
        const std::size_t other = below(count());
        if (one == other) return;
        std::swap_ranges(at(bytes_.begin(), one), at(bytes_.begin(), one + 1),
                         at(bytes_.begin(), other));
    }

    /// Where there is no room for more, over what is there.
    void copy() {
        const std::size_t from = below(count());
        const std::size_t size = std::min(1 + below(most_copied), count() - from);
        const Bytes copied(at(bytes_.begin(), from), at(bytes_.begin(), from + size));
        if (count() + size <= most_) {
            bytes_.insert(at(bytes_.begin(), below(count() + 1)), copied.begin(), copied.end());
        } else {
            std::copy(copied.begin(), copied.end(), at(bytes_.begin(), below(count() - size + 1)));
        }
    }

    void change_byte() { bytes_[below(bytes_.size())] = byte(); }

    /// The thread and the kind come first, and the operands last, of which the second is rarely an
    /// mm. Of three bytes the first is the kind.
    void retarget() {
        const std::size_t first_operand = size_ < 2 ? 0 : size_ - 2;
        const std::size_t column = size_ > 3 && below(2) == 0 ? 0 : first_operand;
        const std::size_t from = below(count());
        const std::size_t size = std::min(1 + below(most_retargeted), count() - from);
        const std::uint8_t target = byte();
        for (std::size_t each = from; each != from + size; ++each) {
            bytes_[each * size_ + column] = target;
        }
    }

    std::size_t size_;
    /// Operations.
    std::size_t most_;
    std::minstd_rand random_;
    Bytes bytes_;
};

/// What can be given where not even one operation has room.
[[nodiscard]] Bytes cut(std::span<const std::uint8_t> bytes, std::size_t room) {
    return {bytes.begin(),
            bytes.begin() + static_cast<std::ptrdiff_t>(std::min(bytes.size(), room))};
}

}  // namespace

Bytes mutate(std::span<const std::uint8_t> bytes, Sizes sizes, std::uint32_t seed) {
    if (sizes.room < sizes.operation) return cut(bytes, sizes.room);
    return Change(bytes, sizes, seed).mutated();
}

Bytes cross(std::span<const std::uint8_t> one, std::span<const std::uint8_t> other, Sizes sizes,
            std::uint32_t seed) {
    if (sizes.room < sizes.operation) return cut(one, sizes.room);
    return Change(one, sizes, seed).crossed(other);
}

}  // namespace mm::fuzz
