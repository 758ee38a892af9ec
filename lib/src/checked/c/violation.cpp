#include "mm/c/violation.h"

#include <atomic>
#include <string>

#include "mm/checked.hpp"

namespace {

/// Set as long as tell_c may be called. The explorer, which runs no handlers, does not see its
/// orders. They hold because it is only ever set by a read-modify-write with acq_rel, and read with
/// acquire: whoever calls a handler or gets it back sees what was done before it was set.
constinit std::atomic<mmspec_violation_handler> c_handler{nullptr};

void tell_c(const mm::Violation& violation) {
    const std::string clause(mm::spec::text(violation.clause).id);
    const std::string operation(mm::spec::text(violation.operation).name);
    const std::string report = mm::describe(violation);
    mmspec_violation told{};
    told.clause = clause.c_str();
    told.operation = operation.c_str();
    told.refused = violation.refused;
    told.cause = violation.cause;
    told.cure = violation.cure;
    told.file = violation.place.file;
    told.line = violation.place.line;
    told.thread = violation.thread;
    told.mm = violation.object;
    told.report = report.c_str();
    c_handler.load(std::memory_order_acquire)(&told);
}

}  // namespace

mmspec_violation_handler mmspec_set_violation_handler(mmspec_violation_handler handler) {
    const mmspec_violation_handler c_before =
        handler == nullptr ? c_handler.load(std::memory_order_acquire)
                           : c_handler.exchange(handler, std::memory_order_acq_rel);
    const mm::ViolationHandler before =
        mm::set_violation_handler(handler == nullptr ? nullptr : &tell_c);
    return before == &tell_c ? c_before : nullptr;
}
