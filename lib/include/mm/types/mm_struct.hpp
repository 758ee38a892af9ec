// mm_struct: the struct itself, which only the library makes and frees.
#pragma once

#include <cstdint>
#include <memory>
#include <utility>

#include "mm/types/mm_with_user_async.hpp"

/// The struct that raw pointers name. It has the kernel's name, in the global namespace, so that
/// code which is written against the kernel's pointer type compiles unchanged.
///
/// *Invariant*: made by mm_alloc, freed by the last drop of its count (Free.once).
struct mm_struct final : mm::MmWithUserAsync {
 private:
    friend mm::internal::MmInternals;

    mm_struct(std::unique_ptr<mm::AddressSpace> contents, std::uint64_t users,
              std::uint64_t grabs) noexcept
        : MmWithUserAsync(std::move(contents), users, grabs) {}
    ~mm_struct() = default;
};
