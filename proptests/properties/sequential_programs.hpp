// Random programs of one operation after another.
#pragma once

#include <rapidcheck.h>

#include <cstdint>
#include <functional>
#include <iosfwd>
#include <vector>

#include "model/reference_model.hpp"
#include "operations/operation.hpp"

namespace mm::proptests {

/// Operations as they follow each other; one that may not come when its turn comes is left out, so
/// that each part of a program is a program.
struct SequentialProgram {
    std::vector<Operation> operations;
};

/// What programs of an implementation may hold.
struct ProgramKind {
    std::uint8_t last_thread = 1;
    /// One operation in four is a misuse; else none is.
    bool misuses = true;
    /// An operation may stop before one of its steps, to go on later.
    bool stops = false;
    /// The implementation has such an operation.
    std::function<bool(const Operation&)> can_do;
};

/// False if it is impossible, or no operation of that kind of program, or would be judged by what a
/// stopped operation is about to change: beside one only what is legal comes, and nobody gives up
/// the reference under which another is stopped (Owned.user, Owned.upgrade). A misuse that overlaps
/// is not promised an exact verdict.
[[nodiscard]] bool may_come(const ProgramKind& kind, const ReferenceModel& model,
                            const Operation& operation);

/// For a person: one operation a line.
std::ostream& operator<<(std::ostream& out, const SequentialProgram& program);

/// Programs over four mms.
/// *Requires*: `kind.last_thread` is from 1 to `threads`. *Ensures*: every operation may come when
/// its turn comes. ARefs are three of each kind, so that programs meet the same ones again.
[[nodiscard]] rc::Gen<SequentialProgram> sequential_programs(const ProgramKind& kind);

}  // namespace mm::proptests
