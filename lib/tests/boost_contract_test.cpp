// A program that uses Boost.Contract itself, with its usual switches and handlers of its own, next
// to the checked library: neither hears of the other's violations.
#include <gtest/gtest.h>

#include <boost/contract/assert.hpp>
#include <boost/contract/check.hpp>
#include <boost/contract/core/exception.hpp>
#include <boost/contract/function.hpp>
#include <boost/contract/public_function.hpp>
#include <csignal>

#include "mm/mm.hpp"

namespace {

int own_violations = 0;
int library_violations = 0;

/// What the handler for the library throws.
struct LibraryTold {};

/// The program's own contract: a balance that is never below zero.
class Account {
 public:
    void invariant() const { BOOST_CONTRACT_ASSERT(balance_ >= 0); }
    void withdraw(int amount) {
        const boost::contract::check contract = boost::contract::public_function(this).precondition(
            [&] { BOOST_CONTRACT_ASSERT(amount <= balance_); });
        if (amount <= balance_) balance_ -= amount;
    }

 private:
    int balance_ = 10;
};

void misuse_the_account() {
    Account account;
    account.withdraw(11);
}

void misuse_the_library() {
    mm_struct* const mm = mm::mm_alloc();
    mm::mmdrop(mm);
    mm::mmput(mm);
}

class BesideBoostContract : public testing::Test {
 protected:
    BesideBoostContract() {
        own_violations = 0;
        library_violations = 0;
        boost::contract::set_precondition_failure([](boost::contract::from) { ++own_violations; });
        mm::set_violation_handler([](const mm::Violation&) { ++library_violations; });
    }
    ~BesideBoostContract() override { mm::set_violation_handler(nullptr); }
};

TEST_F(BesideBoostContract, EachHearsOfItsOwnViolations) {
    misuse_the_account();
    EXPECT_EQ(own_violations, 1);
    EXPECT_EQ(library_violations, 0);
    misuse_the_library();
    EXPECT_EQ(own_violations, 1);
    EXPECT_EQ(library_violations, 1);
    misuse_the_account();
    EXPECT_EQ(own_violations, 2);
    EXPECT_EQ(library_violations, 1);
}

// The library needs Boost to hand on what its handler throws; that is no affair of the program's
// handler, which hands on nothing.
TEST_F(BesideBoostContract, WhatTheLibrarysHandlerThrowsPassesTheProgramsBy) {
    mm_struct* const mm = mm::mm_alloc();
    mm::set_violation_handler([](const mm::Violation&) { throw LibraryTold{}; });
    EXPECT_THROW(mm::mmdrop(mm), LibraryTold);
    EXPECT_EQ(own_violations, 0);
    mm::mmput(mm);
}

// A program that sets no handler has Boost's own, which ends it.
TEST(BesideBoostContractDeathTest, TheLibraryLeavesBoostsDefaultAlone) {
    GTEST_FLAG_SET(death_test_style, "threadsafe");
    EXPECT_EXIT(
        {
            try {
                misuse_the_account();
            } catch (...) {
            }
        },
        testing::KilledBySignal(SIGABRT), "precondition assertion .* failed");
}

// Inside a predicate of the program Boost disables the program's other contracts, not the
// library's.
TEST_F(BesideBoostContract, TheLibraryChecksInsideAPredicateOfTheProgram) {
    {
        const boost::contract::check contract =
            boost::contract::function().precondition([] { misuse_the_library(); });
    }
    EXPECT_EQ(library_violations, 1);
}

}  // namespace
