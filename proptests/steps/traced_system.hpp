// A system whose atomic steps are held against the model while it works.
#pragma once

#include <memory>

#include "adapters/system_under_test.hpp"
#include "runner/tally.hpp"
#include "steps/step_trace.hpp"

namespace mm::proptests {

/// Does what the system does, and finds a step that the model does not allow (Protocol.steps).
/// *Requires*: the system reads counters (`look_at_counters`).
class TracedSystem final : public SystemUnderTest {
 public:
    TracedSystem(std::unique_ptr<SystemUnderTest> system, Looks looks, Tally& tally)
        : system_(std::move(system)), trace_(looks), tally_(tally) {}

    [[nodiscard]] bool refuses_misuse() const override { return system_->refuses_misuse(); }
    [[nodiscard]] bool tells_counters() const override { return system_->tells_counters(); }
    Result call(const Operation& operation, Place place) override;
    [[nodiscard]] Snapshot snapshot() const override { return system_->snapshot(); }
    [[nodiscard]] std::optional<bool> is_in_freed(const void* address) const override {
        return system_->is_in_freed(address);
    }
    [[nodiscard]] bool is_in_atomic_context(std::uint8_t thread) const override {
        return system_->is_in_atomic_context(thread);
    }
    void look_at_counters(MmName mm) const override { system_->look_at_counters(mm); }
    void leave_atomic_contexts(std::uint8_t thread) override {
        system_->leave_atomic_contexts(thread);
    }

 private:
    /// Ends before the system does, which gives up what is left.
    std::unique_ptr<SystemUnderTest> system_;
    StepTrace trace_;
    Tally& tally_;
};

}  // namespace mm::proptests
