// Small programs whose outcomes the literature knows.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "explorer/program.hpp"

namespace mm::explorer {

/// A litmus program and what RC11 says of it.
///
/// An outcome is what was read, as `r0=1 r1=0`, and `x=1` for a last value that the program looks
/// at. Sources of the shapes and of most verdicts: Alglave, Maranget and Tautschnig, Herding cats
/// (TOPLAS 2014); Lahav and others, Repairing sequential consistency in C/C++11 (PLDI 2017).
struct Litmus {
    std::string name{};
    Program program{};
    /// All that may come out, and the ones that the shape is about which may not.
    std::vector<std::string> allowed{};
    std::vector<std::string> forbidden{};
    /// Executions, those of one outcome counted apart where they differ in what was read from
    /// where, or in the order of writes.
    std::uint64_t executions = 0;
};

[[nodiscard]] std::vector<Litmus> litmus_programs();

}  // namespace mm::explorer
