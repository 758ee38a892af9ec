// No check is skipped: the judgements of eight threads are exactly as many as the contracts make.
#include <gtest/gtest.h>

#include <atomic>
#include <cstddef>
#include <cstdint>

#include "mm/contracts/tally.hpp"
#include "mm/mm.hpp"
#include "support/concurrent_work.hpp"

namespace mm {
namespace {

using contracts::judgements;
using contracts::Tally;
using spec::Clause;
using spec::Tier;
using tests::kinds;
using tests::on_all_threads;
using tests::worker_threads;

// A multiple of the number of kinds, so that every thread does each equally often.
constexpr std::size_t rounds_each = 20'000 / kinds * kinds;

/// The judgements of one or more legal calls, by clause.
class Judgements {
 public:
    Judgements& add(Clause clause, std::uint64_t number = 1) {
        tally_[static_cast<std::size_t>(clause)] += number;
        return *this;
    }

    /// A pointer that is neither null nor wild nor stale.
    Judgements& alive(Clause freed = Clause::owned_alive) {
        return add(Clause::owned_alive, 2).add(freed);
    }
    /// The class invariants, as often as Boost.Contract asks for them.
    Judgements& invariant(Tier tier, std::uint64_t times) {
        add(Clause::count_held, times);
        return tier == Tier::users ? add(Clause::final_no_revival, times) : *this;
    }
    Judgements& take(Tier tier) {
        if (tier == Tier::users) add(Clause::owned_user);
        return alive().add(Clause::bound_limit).invariant(tier, 2).add(Clause::count_held);
    }
    /// One that is not the last and never sleeps: its invariant is judged before and not after.
    Judgements& give_up_awake() {
        return alive().add(Clause::owned_release).invariant(Tier::count, 1).add(Clause::count_held);
    }
    /// The same for what may sleep.
    Judgements& give_up() { return add(Clause::sleep_may_sleep).give_up_awake(); }
    /// One that succeeds: from then on the caller holds a user, which the second invariant judges.
    Judgements& upgrade() {
        return alive(Clause::owned_upgrade)
            .add(Clause::bound_limit)
            .invariant(Tier::count, 1)
            .invariant(Tier::users, 1)
            .add(Clause::final_no_revival);
    }
    Judgements& transfer(Tier tier) {
        return alive().add(Clause::owned_take_over).invariant(tier, 2);
    }
    Judgements& not_moved() { return add(Clause::owned_moved); }
    /// mm_alloc without grabs, to the last put, which tears down and frees.
    Judgements& whole_life() {
        add(Clause::bound_limit).add(Clause::count_word);
        give_up();
        return end();
    }
    /// The same to the last put_async, and on the worker.
    Judgements& whole_deferred_life() {
        add(Clause::bound_limit).add(Clause::count_word);
        give_up_awake().add(Clause::async_deferred);
        return end();
    }

    [[nodiscard]] Tally times(std::uint64_t factor) const {
        Tally product = tally_;
        for (std::uint64_t& number : product) number *= factor;
        return product;
    }

 private:
    /// Teardown and free.
    Judgements& end() {
        add(Clause::teardown_once).add(Clause::teardown_order, 2);
        return add(Clause::free_once).add(Clause::teardown_order).add(Clause::count_held);
    }

    Tally tally_{};
};

/// The judgements of each kind of ConcurrentWork once.
[[nodiscard]] Judgements one_of_each_kind() {
    Judgements judgements;
    // clone_and_drop
    judgements.not_moved().take(Tier::count).give_up();
    // get_and_put
    judgements.take(Tier::users).give_up();
    // grab_and_drop
    judgements.take(Tier::count).give_up_awake();
    // upgrade_raw
    judgements.upgrade().give_up();
    // upgrade_to_aref, through a dereference
    judgements.not_moved().upgrade().give_up();
    // hand_over_aref
    judgements.take(Tier::users).give_up();
    // hand_over_raw
    judgements.take(Tier::users).not_moved().transfer(Tier::users);
    judgements.transfer(Tier::users).give_up();
    // get_and_put_async
    judgements.take(Tier::users).give_up_awake();
    // drop_deferring
    judgements.take(Tier::users).not_moved().give_up_awake();
    return judgements;
}

void expect_judged(const Tally& before, const Tally& expected) {
    const Tally after = judgements();
    for (std::size_t clause = 0; clause != spec::clauses.size(); ++clause) {
        EXPECT_EQ(after[clause] - before[clause], expected[clause]) << spec::clauses[clause].id;
    }
}

TEST(Judgements, OfEightThreadsOnOneMmAreAllMade) {
    mm_struct* const mm = mm_alloc();
    {
        tests::ConcurrentWork work(mm);
        const Tally before = judgements();
        work.run_on_all_threads(rounds_each);
        expect_judged(before, one_of_each_kind().times(worker_threads * rounds_each / kinds));
    }
    mmput(mm);
}

TEST(Judgements, OfManyLivesOnEightThreadsAreAllMade) {
    constexpr std::size_t lives_each = 1'000;
    const Tally before = judgements();
    on_all_threads([](std::size_t) {
        for (std::size_t life = 0; life != lives_each; ++life) mmput(mm_alloc());
    });
    expect_judged(before, Judgements().whole_life().times(worker_threads * lives_each));
}

TEST(Judgements, OfManyDeferredLivesAreAllMade) {
    constexpr std::size_t lives_each = 1'000;
    const Tally before = judgements();
    on_all_threads([](std::size_t) {
        for (std::size_t life = 0; life != lives_each; ++life) mmput_async(mm_alloc());
    });
    flush_mmput_async();
    Tally expected = Judgements().whole_deferred_life().times(worker_threads * lives_each);
    // By the flush.
    ++expected[static_cast<std::size_t>(Clause::sleep_may_sleep)];
    expect_judged(before, expected);
}

std::atomic<std::uint64_t> refusals{0};

// Eight threads that all misuse one mm: each misuse is told, none changes anything.
TEST(Judgements, RefuseEveryMisuseOfEightThreads) {
    constexpr std::size_t misuses_each = 5'000;
    mm_struct* const mm = mm_alloc();
    const ARef<Mm> grab(Mm::from_raw(mm));
    refusals = 0;
    const ViolationHandler before = set_violation_handler([](const Violation& violation) {
        if (violation.refused && violation.clause == Clause::owned_release) ++refusals;
    });
    on_all_threads([&](std::size_t) {
        for (std::size_t misuse = 0; misuse != misuses_each; ++misuse) mmdrop(mm);
    });
    set_violation_handler(before);
    EXPECT_EQ(refusals, worker_threads * misuses_each);
    EXPECT_EQ(read_counters(mm), (Counters{1, 2}));
    mmput(mm);
}

}  // namespace
}  // namespace mm
