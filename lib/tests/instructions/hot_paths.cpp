// The hot paths of the plain library, each beside the atomic steps that it cannot do without,
// written out by hand. Run under an instruction counter, which tells the functions apart by their
// names: the path `plain_NAME` and its counterpart `bare_NAME` run equally often.
#include <atomic>
#include <cstdint>
#include <cstdio>
#include <memory>
#include <optional>

#include "mm/mm.hpp"

namespace {

/// How often a function repeats its path, so that what it does once does not count.
constexpr int repetitions = 1000;

/// What a counterpart works on: the two words of an mm and no more.
struct BareCounts {
    static constexpr std::uint64_t closed = std::uint64_t{1} << 63;
    std::atomic<std::uint64_t> users;
    std::atomic<std::uint64_t> count;
};

/// In the place of teardown and free, which no hot path reaches.
[[gnu::noinline, gnu::cold]] void rare_end(BareCounts& counts) {
    counts.count.store(0, std::memory_order_relaxed);
}

inline void bare_increment(std::atomic<std::uint64_t>& word) {
    word.fetch_add(1, std::memory_order_relaxed);
}

inline void bare_decrement(BareCounts& counts, std::atomic<std::uint64_t>& word) {
    if (word.fetch_sub(1, std::memory_order_release) == 1) [[unlikely]]
        rare_end(counts);
}

[[nodiscard]] inline bool bare_upgrade(BareCounts& counts) {
    const std::uint64_t before = counts.users.fetch_add(1, std::memory_order_relaxed);
    if ((before & BareCounts::closed) != 0) return false;
    if (before == 0) bare_increment(counts.count);
    return true;
}

/// As any owner that can be moved from: asks before it gives up.
inline void bare_drop(BareCounts* counts, std::atomic<std::uint64_t>& word) {
    if (counts != nullptr) bare_decrement(*counts, word);
}

}  // namespace

// C names, which a profile shows as they are.
extern "C" {

[[gnu::noinline]] void plain_mmgrab_mmdrop(mm_struct* mm) {
    for (int i = 0; i != repetitions; ++i) {
        mm::mmgrab(mm);
        mm::mmdrop(mm);
    }
}
[[gnu::noinline]] void bare_mmgrab_mmdrop(BareCounts* counts) {
    for (int i = 0; i != repetitions; ++i) {
        bare_increment(counts->count);
        bare_decrement(*counts, counts->count);
    }
}

[[gnu::noinline]] void plain_mmget_mmput(mm_struct* mm) {
    for (int i = 0; i != repetitions; ++i) {
        mm::mmget(mm);
        mm::mmput(mm);
    }
}
[[gnu::noinline]] void bare_mmget_mmput(BareCounts* counts) {
    for (int i = 0; i != repetitions; ++i) {
        bare_increment(counts->users);
        bare_decrement(*counts, counts->users);
    }
}

[[gnu::noinline]] void plain_mmget_mmput_async(mm_struct* mm) {
    for (int i = 0; i != repetitions; ++i) {
        mm::mmget(mm);
        mm::mmput_async(mm);
    }
}
[[gnu::noinline]] void bare_mmget_mmput_async(BareCounts* counts) {
    for (int i = 0; i != repetitions; ++i) {
        bare_increment(counts->users);
        bare_decrement(*counts, counts->users);
    }
}

[[gnu::noinline]] void plain_upgrade_mmput(mm_struct* mm) {
    for (int i = 0; i != repetitions; ++i) {
        if (mm::mmget_not_zero(mm)) mm::mmput(mm);
    }
}
[[gnu::noinline]] void bare_upgrade_mmput(BareCounts* counts) {
    for (int i = 0; i != repetitions; ++i) {
        if (bare_upgrade(*counts)) bare_decrement(*counts, counts->users);
    }
}

[[gnu::noinline]] int plain_failed_upgrade(mm_struct* mm) {
    int upgraded = 0;
    for (int i = 0; i != repetitions; ++i) {
        if (mm::mmget_not_zero(mm)) ++upgraded;
    }
    return upgraded;
}
[[gnu::noinline]] int bare_failed_upgrade(BareCounts* counts) {
    int upgraded = 0;
    for (int i = 0; i != repetitions; ++i) {
        if (bare_upgrade(*counts)) ++upgraded;
    }
    return upgraded;
}

[[gnu::noinline]] void plain_clone_drop(const mm::ARef<mm::Mm>* reference) {
    for (int i = 0; i != repetitions; ++i) {
        const mm::ARef<mm::Mm> clone = reference->clone();
    }
}
[[gnu::noinline]] void bare_clone_drop(BareCounts* const* reference) {
    for (int i = 0; i != repetitions; ++i) {
        BareCounts* const counts = *reference;
        bare_increment(counts->count);
        bare_drop(counts, counts->count);
    }
}

[[gnu::noinline]] void plain_clone_drop_user(const mm::ARef<mm::MmWithUser>* reference) {
    for (int i = 0; i != repetitions; ++i) {
        const mm::ARef<mm::MmWithUser> clone = reference->clone();
    }
}
[[gnu::noinline]] void bare_clone_drop_user(BareCounts* const* reference) {
    for (int i = 0; i != repetitions; ++i) {
        BareCounts* const counts = *reference;
        bare_increment(counts->users);
        bare_drop(counts, counts->users);
    }
}

[[gnu::noinline]] void plain_upgrade_drop(const mm::ARef<mm::Mm>* reference) {
    for (int i = 0; i != repetitions; ++i) {
        const std::optional<mm::ARef<mm::MmWithUser>> user = (*reference)->mmget_not_zero();
    }
}
[[gnu::noinline]] void bare_upgrade_drop(BareCounts* const* reference) {
    for (int i = 0; i != repetitions; ++i) {
        BareCounts* const counts = *reference;
        if (bare_upgrade(*counts)) bare_drop(counts, counts->users);
    }
}

}  // extern "C"

int main() {
    mm_struct* const live = mm::mm_alloc(nullptr, {.users = 2, .grabs = 2});
    mm_struct* const dead = mm::mm_alloc(nullptr, {.users = 1, .grabs = 1});
    mm::mmput(dead);
    BareCounts bare_live{2, 2};
    BareCounts bare_dead{BareCounts::closed, 1};
    BareCounts* const bare_reference = &bare_live;
    {
        const auto grab = mm::ARef<mm::Mm>::from_raw(live);
        const auto user = mm::ARef<mm::MmWithUser>::from_raw(live);

        plain_mmgrab_mmdrop(live);
        bare_mmgrab_mmdrop(&bare_live);
        plain_mmget_mmput(live);
        bare_mmget_mmput(&bare_live);
        plain_mmget_mmput_async(live);
        bare_mmget_mmput_async(&bare_live);
        plain_upgrade_mmput(live);
        bare_upgrade_mmput(&bare_live);
        plain_clone_drop(&grab);
        bare_clone_drop(&bare_reference);
        plain_clone_drop_user(&user);
        bare_clone_drop_user(&bare_reference);
        plain_upgrade_drop(&grab);
        bare_upgrade_drop(&bare_reference);
        if (plain_failed_upgrade(dead) != 0 || bare_failed_upgrade(&bare_dead) != 0) {
            std::puts("hot_paths: a mm without users gave a user");
            return 1;
        }
    }
    mm::mmput(live);
    mm::mmdrop(live);
    mm::mmdrop(dead);
    return 0;
}
