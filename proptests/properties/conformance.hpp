// Both properties, for somebody's implementation: the whole suite as one program.
#pragma once

#include "adapters/adapted_system.hpp"
#include "concurrent/implementation.hpp"
#include "properties/linearizability.hpp"
#include "properties/sequential.hpp"

namespace mm::proptests {

/// The command line of a program that checks one implementation; returns its exit status.
[[nodiscard]] int check_conformance(int count, char** values, const SystemKind& kind,
                                    LinearizabilityCheck& linearizability);

/// For the main of a program: `return check_conformance<YourAdapter>(count, values);`
template <Implementation Adapter>
[[nodiscard]] int check_conformance(int count, char** values) {
    LinearizabilityCheck linearizability = linearizability_of<Adapter>();
    SystemKind kind = system_kind<AdaptedSystem<Adapter>>();
    if constexpr (TakesModelSteps<Adapter>) kind.steps = Adapter::steps;
    return check_conformance(count, values, kind, linearizability);
}

}  // namespace mm::proptests
