// What eight threads do at the end of mms, whichever put gives up the last user.
#pragma once

#include <gtest/gtest.h>

#include <cstddef>

#include "mm/mm.hpp"
#include "support/concurrent_work.hpp"
#include "support/contents.hpp"
#include "support/free_watch.hpp"

namespace mm::tests {

/// The last users leave by `put(mm, number)`, a number of each put of a thread, while others try to
/// become users; what is due afterwards has ended when `settle()` returns. Teardown and free come
/// once.
template <typename Put, typename Settle>
void race_for_the_end(Put put, Settle settle) {
    constexpr int lives = 300;
    for (int life = 0; life != lives; ++life) {
        Teardowns teardowns;
        mm_struct* const mm = mm_alloc(teardowns.contents(), {.users = 1, .grabs = worker_threads});
        const FreeWatch watch(mm);
        on_all_threads([&](std::size_t thread) {
            if (thread == 0) put(mm, 0);
            for (int attempt = 0; attempt != 20; ++attempt) {
                if (mmget_not_zero(mm)) put(mm, attempt);
            }
            EXPECT_FALSE(teardowns.number() == 1 && mmget_not_zero(mm)) << "revived";
            mmdrop(mm);
        });
        settle();
        ASSERT_EQ(teardowns.number(), 1U);
        ASSERT_EQ(watch.frees(), 1U);
    }
}

/// Each thread makes whole lives and ends them by `put(mm, thread, life)`.
template <typename Put, typename Settle>
void live_many_lives_at_once(std::size_t lives_each, Put put, Settle settle) {
    Teardowns teardowns;
    on_all_threads([&](std::size_t thread) {
        for (std::size_t life = 0; life != lives_each; ++life) {
            mm_struct* const mm = mm_alloc(teardowns.contents());
            const ARef<Mm> grab(Mm::from_raw(mm));
            put(mm, thread, life);
            EXPECT_FALSE(grab->mmget_not_zero().has_value());
        }
    });
    settle();
    EXPECT_EQ(teardowns.number(), lives_each * worker_threads);
}

}  // namespace mm::tests
