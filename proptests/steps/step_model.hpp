// One mm in the fine-grained model of spec/model, which allows a step or does not.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "mm/spec/steps.hpp"
#include "schedule/step_recorder.hpp"

namespace mm::proptests {

/// The words of an mm as the steps that the model has taken leave them. The table of steps is that
/// of spec/model/steps.md.
class StepModel {
 public:
    StepModel(std::uint64_t users, std::uint64_t grabs) noexcept
        : users_(users), count_(grabs + 1) {}

    /// Takes the step of thread `by`, whose operation stands at `at`; null, and nothing is changed,
    /// if the model has no such step there.
    [[nodiscard]] const spec::ModelStep* take(spec::At at, spec::ModelWord word,
                                              const TakenStep& step, unsigned by) noexcept;

    /// What could come next there, by the words as they are.
    [[nodiscard]] std::vector<const spec::ModelStep*> allowed(spec::At at) const;

    /// The struct was given back, and no step may touch it.
    [[nodiscard]] bool gone() const noexcept { return gone_; }
    [[nodiscard]] bool reads_as(spec::ModelWord word, std::uint64_t value) const noexcept {
        return value == (word == spec::ModelWord::users ? users_ : count_);
    }
    /// The state, for a person.
    [[nodiscard]] std::string text() const;

 private:
    [[nodiscard]] bool sees(const spec::ModelStep& row) const noexcept;
    /// What the step says that it saw is what the model has there.
    [[nodiscard]] bool agrees(const spec::ModelStep& row, const TakenStep& step,
                              unsigned by) const noexcept;
    void follow(const spec::ModelStep& row, const TakenStep& step, unsigned by) noexcept;

    std::uint64_t users_;
    std::uint64_t count_;
    /// Of an mm in the queue: what its link holds, and what it holds while it is unlinked.
    std::uint64_t link_ = 0;
    std::uint64_t unlinked_ = 0;
    /// The thread of the latest 1 -> 0 of users: its compare_exchange reads no older value.
    unsigned latest_ = 0;
    bool gone_ = false;
};

/// ZERO, or a number.
[[nodiscard]] std::string users_text(std::uint64_t word);

}  // namespace mm::proptests
