#include "../async/teardown_worker.hpp"
#include "mm/internal/mm_internals.hpp"

namespace mm::internal {

void queue_teardown(mm_struct& mm) noexcept {
    living_teardown_worker().push(MmInternals::teardown_link(mm));
}

}  // namespace mm::internal
