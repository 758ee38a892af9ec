// The smallest program and execution by which one sees that something is wrong.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <vector>

#include "explorer/client.hpp"
#include "explorer/exploration.hpp"

namespace mm::explorer {

/// How many executions are run to make a program smaller, and then to find its smallest one.
inline constexpr std::uint64_t most_executions_for_a_smaller_program = 1'000'000;
inline constexpr std::uint64_t most_executions_for_the_smallest = 100'000;

/// Fewer events are smaller; of as many, fewer changes of thread.
struct Size {
    std::size_t events = 0;
    std::size_t switches = 0;
    [[nodiscard]] friend constexpr bool operator<(const Size& left, const Size& right) noexcept {
        return left.events != right.events ? left.events < right.events
                                           : left.switches < right.switches;
    }
};
[[nodiscard]] Size size_of(const Finding& finding);

/// A program with an execution that is wrong.
struct WrongClient {
    ClientProgram program{};
    Finding finding{};
    /// How many of its executions that were run break the clause, the wrong one first found among
    /// them; of how many; and whether those are all.
    std::uint64_t wrong = 0;
    std::uint64_t executions = 0;
    bool complete = false;
};

/// The smallest of the executions of `program` that break the clause which `finding` breaks,
/// without the events that none of this depends on. It is looked for among so many executions, and
/// ends early when `stop` asks for it.
[[nodiscard]] WrongClient smallest_execution(const ClientProgram& program, Sites& sites,
                                             const Finding& finding,
                                             const std::function<bool()>& stop);

/// Programs that lack one thing of `program`: a thread, an operation, or a reference that a thread
/// begins with.
[[nodiscard]] std::vector<ClientProgram> with_one_thing_less(const ClientProgram& program);

/// Takes one thing after another away, or two at once where none can go alone, as long as some
/// execution breaks the clause which `finding` breaks, and then looks for the smallest execution of
/// what is left.
[[nodiscard]] WrongClient made_smaller(const ClientProgram& program, Sites& sites,
                                       const Finding& finding, const std::function<bool()>& stop);

}  // namespace mm::explorer
