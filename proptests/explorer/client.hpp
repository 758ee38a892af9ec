// Small programs over the shipping library, as programs to be explored.
#pragma once

#include <string>
#include <string_view>

#include "explorer/client_program.hpp"
#include "explorer/program.hpp"
#include "explorer/schedule.hpp"
#include "runner/situations.hpp"

namespace mm::explorer {

/// The program that does with one object, `a`, what `program` says: each thread owns references and
/// does one operation after another. Before a thread lets go of a user it writes into its place in
/// the contents, and teardown reads what all have written. A thread that has a user reads, after an
/// upgrade that succeeded and after taking over what was handed over, its own place and what came
/// along: the one thread that hands over a user, or a grab while it has a user, writes for whoever
/// takes it before it does so first. No more is read: an upgrade promises nothing of what other
/// users have written. If any operation defers a teardown, one more thread is
/// the worker. When all have ended, thread 0 gives up what is left, also of what was handed over,
/// so that `a` must then be freed.
///
/// Judged are no race and no use after the end (by the machine), a teardown and a free in every
/// complete execution, and that it is linearizable: that some order of its operations which
/// respects happens-before is what the clauses allow (Final.no_revival, Threads.parallel). What an
/// execution that is right has come across is counted in `reached`, if that is given.
[[nodiscard]] Program client(const ClientProgram& program,
                             proptests::Situations* reached = nullptr);

/// The clause that a finding in a client breaks.
[[nodiscard]] spec::Clause clause_of(const Finding& finding);

/// What is wrong, without that clause.
[[nodiscard]] std::string_view trouble_in_words(const Finding& finding);

/// The operations of an execution as a trace that can be replayed one after another: what is left
/// when its overlaps are taken away.
[[nodiscard]] std::string trace_of(const ClientProgram& program, Sites& sites,
                                   const Schedule& schedule);

}  // namespace mm::explorer
