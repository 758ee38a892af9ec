// Where the environment forbids the comparison, nothing is counted as passed.
#include <gtest/gtest.h>
#include <sys/prctl.h>
#include <unistd.h>

#include <iostream>
#include <sstream>
#include <string>

#include "scenarios.hpp"

namespace mm::process {
namespace {

/// Compares as an ordinary user whose processes nobody may look into; 0 if all was 'not run'.
[[nodiscard]] int compare_undumpable() {
    if (geteuid() == 0 && setuid(65534) != 0) return 2;
    if (prctl(PR_SET_DUMPABLE, 0) != 0) return 2;
    std::ostringstream text;
    Journal journal(text);
    const Outcome outcome = compare_with_the_kernel({}, journal);
    std::cerr << outcome.first_reason << "\n";
    return outcome.not_run == scenarios().size() && outcome.agreed == 0 &&
                   journal.tally().times(spec::Clause::final_no_revival) == 0
               ? 0
               : 1;
}

TEST(Forbidden, OpenOfMemIsRefused) {
    EXPECT_EXIT(_exit(compare_undumpable()), testing::ExitedWithCode(0), "cannot be opened|/proc");
}

}  // namespace
}  // namespace mm::process
