// The library as a scenario sees it: the raw calls, replaceable one by one.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <utility>

#include "mm/mm.hpp"

namespace mm::process {

/// What a scenario calls of the library; by default the checked library itself. Tests put a wrong
/// call in the place of one, and the comparison must notice.
struct LibraryCalls {
    std::function<mm_struct*(std::unique_ptr<AddressSpace>)> mm_alloc =
        [](std::unique_ptr<AddressSpace> contents) { return mm::mm_alloc(std::move(contents)); };
    std::function<void(mm_struct*)> mmgrab = [](mm_struct* mm) { mm::mmgrab(mm); };
    std::function<void(mm_struct*)> mmdrop = [](mm_struct* mm) { mm::mmdrop(mm); };
    std::function<void(mm_struct*)> mmget = [](mm_struct* mm) { mm::mmget(mm); };
    std::function<bool(mm_struct*)> mmget_not_zero = [](mm_struct* mm) {
        return mm::mmget_not_zero(mm);
    };
    std::function<void(mm_struct*)> mmput = [](mm_struct* mm) { mm::mmput(mm); };
};

}  // namespace mm::process
