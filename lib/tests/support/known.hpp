// What the checks know of one object, for tests in which a refusal must leave it.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>

#include "mm/contracts/registry.hpp"
#include "mm/mm.hpp"

namespace mm::tests {

/// The places that reports name: the same on every machine and after every edit of the tests.
inline constexpr CallSite misuse_place{"misuse.cpp", 7};
[[nodiscard]] constexpr CallSite life_place(std::uint32_t line) {
    return {"life.cpp", line};
}

/// What a refused operation must leave as it is (Refusal.unchanged).
struct Known {
    contracts::Phase phase{};
    contracts::Owned users{};
    contracts::Owned grabs{};
    /// Empty once the object is freed.
    std::optional<Counters> counters{};
    std::uint32_t generation = 0;
    std::size_t remembered = 0;
    [[nodiscard]] friend bool operator==(const Known&, const Known&) = default;
};

/// *Requires*: `subject` is the record of `object`.
template <typename Object>
[[nodiscard]] Known known_of(const contracts::Subject& subject, const Object* object) {
    Known known{
        subject.phase.load(),      subject.users.read(),
        subject.grabs.read(),      std::nullopt,
        subject.generation.load(), subject.history.read().size() + subject.history.forgotten()};
    if (known.phase != contracts::Phase::freed) known.counters = read_counters(object);
    return known;
}

}  // namespace mm::tests
