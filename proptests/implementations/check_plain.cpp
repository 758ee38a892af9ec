// The plain library in C++: every operation, with ARefs, beside the model; programs that overlap
// are those of mmspec-linearizability-plain.
#include "adapters/mmspec_system.hpp"
#include "implementations/mmspec_mm.hpp"
#include "properties/conformance.hpp"

int main(int count, char** values) {
    using namespace mm::proptests;
    LinearizabilityCheck linearizability = linearizability_of<MmspecMm>();
    SystemKind kind = system_kind<MmspecSystem>();
    // Its contents look at the counters when they are torn down.
    kind.steps = Looks::allowed;
    return check_conformance(count, values, kind, linearizability);
}
