#include "mm/async_teardown.hpp"
#include "teardown_worker.hpp"

namespace mm {

HoldAsyncTeardowns::HoldAsyncTeardowns() noexcept {
    internal::living_teardown_worker().hold();
}

HoldAsyncTeardowns::~HoldAsyncTeardowns() {
    internal::living_teardown_worker().release();
}

}  // namespace mm
