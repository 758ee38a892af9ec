// An mm whose contents an initialiser makes.
#pragma once

#include <concepts>
#include <utility>

#include "mm/address_space.hpp"
#include "mm/init/make.hpp"
#include "mm/internal/initialiser_checks.hpp"
#include "mm/raw_calls.hpp"

namespace mm {

/// A new live mm whose contents `initialiser` makes in place; its creator owns the initial
/// references.
/// *Requires*: at least one user, both numbers below the limit (Bound.limit).
/// *Ensures*: an mm exactly if the initialiser succeeds; with an error no mm was made and nothing
/// is left of the contents (Init.contents). *Errors*: those of the initialiser (Init.error);
/// std::bad_alloc; checked build: for a refused number null, and the initialiser is not run.
template <std::derived_from<AddressSpace> Contents, PinInit<Contents> I>
[[nodiscard]] Result<mm_struct*, InitError<I, Contents>> mm_alloc_with(
    I initialiser, Initial initial = {}, CallSite site = CallSite::here()) {
    using Made = Result<mm_struct*, InitError<I, Contents>>;
    if (!internal::may_start_with(initial, site)) return Made::success(nullptr);
    auto contents = make_on_heap<Contents>(std::move(initialiser), site);
    if (!contents) return Made::failure(std::move(contents).error());
    return Made::success(mm_alloc(std::move(contents).value(), initial, site));
}

}  // namespace mm
