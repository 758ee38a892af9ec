// The operations from which a property picks the next.
#pragma once

#include <cstdint>
#include <vector>

#include "model/reference_model.hpp"
#include "operations/operation.hpp"

namespace mm::proptests {

/// Everything that a program could do next, the legal apart from the misuse, so that a generator
/// can weigh them.
struct Candidates {
    std::vector<Operation> legal;
    std::vector<Operation> misuse;
};

/// *Ensures*: every candidate is possible in `model`. ARefs are limited to three of each kind, so
/// that runs meet the same ones again.
[[nodiscard]] Candidates candidates(const ReferenceModel& model, std::uint8_t thread);

}  // namespace mm::proptests
