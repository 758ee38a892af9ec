#include "implementations/watched_delete.hpp"

#include <array>
#include <atomic>

#include "delete_hook.hpp"

namespace mm::proptests {
namespace {

struct Watched {
    std::atomic<const volatile void*> memory{nullptr};
    std::atomic<LifeWatch*> watch{nullptr};
};
/// More than mms are alive in a run.
constexpr std::size_t most_watched = 16;
constinit std::array<Watched, most_watched> watched{};
constinit std::atomic<std::size_t> last{0};

/// One that watches nothing; if runs that went wrong have left mms in all of them, any.
[[nodiscard]] Watched& free_place() noexcept {
    for (std::size_t tries = 0; tries != most_watched; ++tries) {
        Watched& place = watched[last.fetch_add(1) % most_watched];
        if (place.memory.load() == nullptr) return place;
    }
    return watched[last.fetch_add(1) % most_watched];
}

}  // namespace

void watch_delete_of(const void* memory, LifeWatch& watch) noexcept {
    Watched& place = free_place();
    place.memory.store(nullptr);
    place.watch.store(&watch);
    place.memory.store(memory);
}

}  // namespace mm::proptests

void mm::tests::see_delete_of(const volatile void* memory) noexcept {
    if (memory == nullptr) return;
    for (auto& [watched, watch] : mm::proptests::watched) {
        const volatile void* expected = memory;
        if (watched.load() == memory && watched.compare_exchange_strong(expected, nullptr))
            watch.load()->freed();
    }
}
