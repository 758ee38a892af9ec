#include "../async/teardown_worker.hpp"
#include "mm/async_teardown.hpp"

namespace mm {

void flush_mmput_async(CallSite) {
    internal::living_teardown_worker().flush();
}

}  // namespace mm
