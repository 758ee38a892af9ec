// Boost.Contract as the checks use it: the one place that includes it and sets its switches.
#pragma once

// Without this, Boost keeps 'already checking' in one process-wide flag and skips the checks of a
// thread while another is in one. Predicates therefore call uncontracted accessors only.
#define BOOST_CONTRACT_ALL_DISABLE_NO_ASSERTION
// No lock around Boost's handlers, which are set once before any thread starts: a lock would order
// the threads of the program under test.
#define BOOST_CONTRACT_DISABLE_THREADS
// A name of its own, so that the library cannot clash with a user's own Boost.Contract. Where Boost
// computes the names of its headers the new name shows in them: the build provides a folder
// mmspec_boost beside boost.
#define boost mmspec_boost

#include <boost/contract/check.hpp>
#include <boost/contract/core/exception.hpp>
#include <boost/contract/function.hpp>
#include <boost/contract/public_function.hpp>

#undef boost

namespace mm::contracts {

namespace boost_contract = ::mmspec_boost::contract;

/// Makes Boost hand on whatever our handler throws, instead of ending the program.
inline void let_handlers_throw() {
    const auto hand_on = [](boost_contract::from) { throw; };
    boost_contract::set_precondition_failure(hand_on);
    boost_contract::set_postcondition_failure(hand_on);
    boost_contract::set_invariant_failure(hand_on);
}

}  // namespace mm::contracts
