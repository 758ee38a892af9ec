// What mmspec-explore does, each to its exit status.
#pragma once

#include "explorer/arguments.hpp"
#include "explorer/client.hpp"

namespace mm::explorer {

/// Programs: all of a bound, a sample of them, or those that are given.
[[nodiscard]] int explore_programs(const Arguments& arguments);
[[nodiscard]] int show_orders(const Arguments& arguments);
[[nodiscard]] int show_litmus();
[[nodiscard]] int replay_file(const Arguments& arguments);

/// Says why a program is neither right nor wrong.
[[nodiscard]] int refuse(const ClientProgram& program, const Finding& finding);

/// Whether Ctrl-C was typed since `hear_interrupts`.
void hear_interrupts();
[[nodiscard]] bool stopped();

}  // namespace mm::explorer
