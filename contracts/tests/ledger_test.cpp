#include "mm/contracts/ledger.hpp"

#include <gtest/gtest.h>

#include <atomic>
#include <cstdint>
#include <latch>
#include <thread>

namespace mm::contracts {
namespace {

constexpr std::uint32_t hand_overs = 1'000'000;

/// Runs both at once: one after the other they would show nothing.
template <typename One, typename Other>
void run_together(One&& one, Other&& other) {
    std::latch both_are_here(2);
    std::thread first([&] {
        both_are_here.arrive_and_wait();
        one();
    });
    both_are_here.arrive_and_wait();
    other();
    first.join();
}

TEST(Ledger, StartsWithWhatTheCreatorOwns) {
    Ledger ledger;
    ledger.reset(3);
    EXPECT_EQ(ledger.read(), (Owned{3, 0}));
}

TEST(Ledger, GainsAndClaimsForEachOwnerApart) {
    Ledger ledger;
    ledger.gained(Owner::raw);
    ledger.gained(Owner::aref);
    ledger.gained(Owner::aref);
    EXPECT_EQ(ledger.read(), (Owned{1, 2}));
    EXPECT_TRUE(ledger.claim(Owner::aref));
    EXPECT_EQ(ledger.read(), (Owned{1, 1}));
    EXPECT_TRUE(ledger.claim(Owner::raw));
    EXPECT_EQ(ledger.read(), (Owned{0, 1}));
}

TEST(Ledger, RefusesToClaimWhatTheOtherOwnerHas) {
    Ledger ledger;
    ledger.gained(Owner::aref);
    EXPECT_FALSE(ledger.claim(Owner::raw));
    EXPECT_EQ(ledger.read(), (Owned{0, 1}));
    ledger.reset(1);
    EXPECT_FALSE(ledger.claim(Owner::aref));
    EXPECT_EQ(ledger.read(), (Owned{1, 0}));
}

TEST(Ledger, HandsOverWhatIsThereAndNothingElse) {
    Ledger ledger;
    ledger.reset(1);
    EXPECT_TRUE(ledger.transfer(Owner::raw, Owner::aref));
    EXPECT_EQ(ledger.read(), (Owned{0, 1}));
    EXPECT_FALSE(ledger.transfer(Owner::raw, Owner::aref));
    EXPECT_EQ(ledger.read(), (Owned{0, 1}));
    EXPECT_TRUE(ledger.transfer(Owner::aref, Owner::raw));
    EXPECT_EQ(ledger.read(), (Owned{1, 0}));
}

TEST(Ledger, KeepsItsHalvesApartAtTheLimit) {
    constexpr std::uint32_t limit = 2147483647;
    Ledger ledger;
    ledger.reset(limit);
    EXPECT_TRUE(ledger.transfer(Owner::raw, Owner::aref));
    EXPECT_EQ(ledger.read(), (Owned{limit - 1, 1}));
    EXPECT_TRUE(ledger.claim(Owner::aref));
    EXPECT_EQ(ledger.read(), (Owned{limit - 1, 0}));
}

// Each thread owns one reference that it hands to an ARef and back, as from_raw and into_raw do.
TEST(Ledger, RefusesNothingWhileTwoThreadsHandOver) {
    Ledger ledger;
    ledger.reset(2);
    std::atomic<std::uint32_t> refused{0};
    const auto hand_over = [&] {
        for (std::uint32_t round = 0; round != hand_overs; ++round) {
            if (!ledger.transfer(Owner::raw, Owner::aref)) ++refused;
            if (!ledger.transfer(Owner::aref, Owner::raw)) ++refused;
        }
    };
    run_together(hand_over, hand_over);
    EXPECT_EQ(refused, 0U);
    EXPECT_EQ(ledger.read(), (Owned{2, 0}));
}

// One thread takes references and hands them to the other, which gives them up.
TEST(Ledger, RefusesNothingWhenTheReceiverGivesUp) {
    Ledger ledger;
    std::atomic<std::uint32_t> handed_over{0};
    std::uint32_t refused = 0;
    const auto give = [&] {
        for (std::uint32_t round = 0; round != hand_overs; ++round) {
            ledger.gained(round % 2 == 0 ? Owner::raw : Owner::aref);
            handed_over.store(round + 1, std::memory_order_release);
        }
    };
    const auto receive = [&] {
        for (std::uint32_t round = 0; round != hand_overs; ++round) {
            // A legal program orders the hand-over somehow; the ledger itself orders nothing.
            while (handed_over.load(std::memory_order_acquire) <= round) std::this_thread::yield();
            if (!ledger.claim(round % 2 == 0 ? Owner::raw : Owner::aref)) ++refused;
        }
    };
    run_together(give, receive);
    EXPECT_EQ(refused, 0U);
    EXPECT_EQ(ledger.read(), Owned{});
}

// More claims than references: exactly as many succeed as there are references.
TEST(Ledger, GrantsEachReferenceOnce) {
    constexpr std::uint32_t references = 2'000'000;
    Ledger ledger;
    ledger.reset(references);
    std::atomic<std::uint32_t> granted{0};
    const auto claim_all = [&] {
        for (std::uint32_t round = 0; round != references; ++round) {
            if (ledger.claim(Owner::raw)) ++granted;
        }
    };
    run_together(claim_all, claim_all);
    EXPECT_EQ(granted, references);
    EXPECT_EQ(ledger.read(), Owned{});
}

}  // namespace
}  // namespace mm::contracts
