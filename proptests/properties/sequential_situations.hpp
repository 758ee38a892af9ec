// Which situations a program of one operation after another comes across.
#pragma once

#include <cstdint>
#include <optional>

#include "model/reference_model.hpp"
#include "runner/situations.hpp"

namespace mm::proptests {

/// Watches one program by its model: `before` and `after` each operation, then `end`.
class SequentialSituations {
 public:
    explicit SequentialSituations(Situations& reached) noexcept : reached_(reached) {}

    void before(const ReferenceModel& model, const Operation& operation);
    void after(const ReferenceModel& model, const Operation& operation, const Outcome& outcome);
    void end();

 private:
    void refused(const Operation& operation, spec::Clause clause);
    void refused_pointer(MmName name);
    void granted(const ReferenceModel& model, const Operation& operation, const Outcome& outcome);
    void in_atomic_context(const Operation& operation, const Outcome& outcome);
    void resumed(const Outcome& outcome);
    void note_references(const ReferenceModel& model);

    Situations& reached_;
    /// How it was before the operation: what it worked on, or had stopped at.
    std::optional<MmName> subject_;
    std::optional<CounterPair> counters_;
    bool was_freed_ = false;
    bool was_torn_down_ = false;
    bool was_queued_ = false;
    bool had_stopped_teardown_ = false;
    std::optional<ARefName> given_up_;
    std::size_t queued_ = 0;
    unsigned depth_ = 0;
    std::optional<Operation> stopped_;
    /// Of the whole program.
    std::uint32_t granted_ = 0;
    std::array<std::uint8_t, mm_names> maker_{};
    bool three_mms_ = false;
    bool many_references_ = false;
    bool several_owners_ = false;
};

}  // namespace mm::proptests
