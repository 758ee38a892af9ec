#include "mm/contracts/quarantine.hpp"

#include <array>
#include <new>
#include <utility>

namespace mm::contracts {
namespace {

#if defined(__SANITIZE_ADDRESS__)
constexpr bool has_address_sanitizer = true;
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
constexpr bool has_address_sanitizer = true;
#else
constexpr bool has_address_sanitizer = false;
#endif
#else
constexpr bool has_address_sanitizer = false;
#endif

class Ring {
 public:
    constexpr Ring() noexcept = default;
    Ring(const Ring&) = delete;
    Ring& operator=(const Ring&) = delete;
    ~Ring();

    [[nodiscard]] void* replace_oldest(void* memory) noexcept {
        next_ = (next_ + 1) % quarantine_depth;
        return std::exchange(slots_[next_], memory);
    }

 private:
    std::array<void*, quarantine_depth> slots_{};
    std::size_t next_ = 0;
};

// Apart from the ring and trivially destroyed, so that a drop in the destructor of another
// thread-local or static object can still ask.
thread_local constinit bool ring_is_gone = false;
thread_local constinit Ring ring;

Ring::~Ring() {
    ring_is_gone = true;
    for (void* memory : slots_) ::operator delete(memory);
}

}  // namespace

void quarantine(void* memory) noexcept {
    const bool hold = !has_address_sanitizer && !ring_is_gone;
    ::operator delete(hold ? ring.replace_oldest(memory) : memory);
}

}  // namespace mm::contracts
