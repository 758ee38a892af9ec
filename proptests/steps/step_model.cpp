#include "steps/step_model.hpp"

#include <algorithm>
#include <optional>

namespace mm::proptests {

using spec::At;
using spec::Does;
using spec::ModelStep;
using spec::ModelWord;
using spec::Sees;

namespace {

constexpr std::uint64_t zero_flag = std::uint64_t{1} << 63;

[[nodiscard]] bool does(const ModelStep& row, const TakenStep& step) noexcept {
    switch (row.does) {
        case Does::adds:
            return step.step == Step::fetch_add && step.after == step.before + 1;
        case Does::takes:
            return step.step == Step::fetch_sub && step.after == step.before - 1;
        case Does::closes:
            return step.step == Step::compare_exchange && !step.failed && step.after == zero_flag;
        case Does::fails:
            return step.step == Step::compare_exchange && step.failed;
        case Does::loads:
            return step.step == Step::load;
        case Does::stores:
            return step.step == Step::store;
        case Does::exchanges:
            return step.step == Step::exchange;
        case Does::tears_down:
            return step.step == Step::teardown;
    }
    return false;
}

[[nodiscard]] bool holds(Sees sees, std::uint64_t word) noexcept {
    const bool closed = (word & zero_flag) != 0;
    switch (sees) {
        case Sees::none:
            return word == 0;
        case Sees::one:
            return word == 1;
        case Sees::some:
            return word >= 1 && !closed;
        case Sees::many:
            return word >= 2 && !closed;
        case Sees::zero_flag:
            return closed;
        case Sees::other:
            return word != 0;
        default:
            return true;
    }
}

}  // namespace

bool StepModel::sees(const ModelStep& row) const noexcept {
    if (row.sees == Sees::unlinked) return link_ == unlinked_;
    if (row.sees == Sees::linked) return link_ != unlinked_;
    return holds(row.sees, row.word == ModelWord::users ? users_ : count_);
}

bool StepModel::agrees(const ModelStep& row, const TakenStep& step, unsigned by) const noexcept {
    // A compare_exchange that fails may have read an older value.
    if (row.does == Does::fails && by != latest_) return holds(row.sees, step.before);
    if (!sees(row)) return false;
    if (row.word == ModelWord::users || row.word == ModelWord::count) {
        return reads_as(row.word, step.before);
    }
    return row.word != ModelWord::link || row.does != Does::loads || step.before == link_;
}

void StepModel::follow(const ModelStep& row, const TakenStep& step, unsigned by) noexcept {
    if (row.word == ModelWord::users && row.does != Does::fails) users_ = step.after;
    if (row.word == ModelWord::count) count_ = step.after;
    if (row.word == ModelWord::link && row.does == Does::stores) {
        link_ = step.after;
        // The first store of a push marks the link as one that is not there yet.
        if (row.at == At::queueing) unlinked_ = step.after;
    }
    if (row.word == ModelWord::users && row.does == Does::takes && users_ == 0) latest_ = by;
    if (row.then == At::freed) gone_ = true;
}

const ModelStep* StepModel::take(At at, ModelWord word, const TakenStep& step,
                                 unsigned by) noexcept {
    if (gone_) return nullptr;
    for (const ModelStep& row : spec::model_steps) {
        if (row.at != at || row.word != word || !does(row, step)) continue;
        if (row.does != Does::tears_down && row.order != step.order) continue;
        if (!agrees(row, step, by)) continue;
        follow(row, step, by);
        return &row;
    }
    return nullptr;
}

std::vector<const ModelStep*> StepModel::allowed(At at) const {
    std::vector<const ModelStep*> found;
    if (gone_) return found;
    for (const ModelStep& row : spec::model_steps) {
        if (row.at == at && sees(row)) found.push_back(&row);
    }
    return found;
}

std::string users_text(std::uint64_t word) {
    return (word & zero_flag) != 0 ? "ZERO" : std::to_string(word);
}

std::string StepModel::text() const {
    if (gone_) return "the struct is freed";
    return "users " + users_text(users_) + ", count " + std::to_string(count_);
}

}  // namespace mm::proptests
