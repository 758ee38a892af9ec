#include "mm/internal/deferred_teardown.hpp"
#include "mm/internal/mm_internals.hpp"

namespace mm::internal {

void finish_teardown(mm_struct& mm) noexcept {
    MmInternals::counts(mm).finish_deferred([&mm]() noexcept { MmInternals::tear_down(mm); },
                                            [&mm]() noexcept { MmInternals::free(mm); });
}

}  // namespace mm::internal
