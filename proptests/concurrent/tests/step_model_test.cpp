// The validator of atomic steps, on steps that were written down.
#include "steps/step_model.hpp"

#include <gtest/gtest.h>

namespace {

using namespace mm::proptests;
using mm::spec::At;
using mm::spec::ModelWord;

constexpr std::uint64_t zero_flag = std::uint64_t{1} << 63;
constexpr auto relaxed = std::memory_order_relaxed;
constexpr auto acquire = std::memory_order_acquire;
constexpr auto release = std::memory_order_release;

[[nodiscard]] TakenStep adds(std::uint64_t before) {
    return {.step = Step::fetch_add, .order = relaxed, .before = before, .after = before + 1};
}
[[nodiscard]] TakenStep takes(std::uint64_t before) {
    return {.step = Step::fetch_sub, .order = release, .before = before, .after = before - 1};
}
[[nodiscard]] TakenStep closes() {
    return {.step = Step::compare_exchange, .order = acquire, .before = 0, .after = zero_flag};
}
[[nodiscard]] TakenStep fails(std::uint64_t seen) {
    return {.step = Step::compare_exchange, .before = seen, .after = seen, .failed = true};
}

/// Takes a step that the model must have; where the operation stands then.
[[nodiscard]] At taken(StepModel& model, At at, ModelWord word, const TakenStep& step,
                       unsigned by = 1) {
    const auto* const row = model.take(at, word, step, by);
    EXPECT_NE(row, nullptr);
    return row == nullptr ? at : row->then;
}

TEST(StepModel, RunsALifeToItsFree) {
    StepModel model(1, 0);
    At at = taken(model, At::mmput, ModelWord::users, takes(1));
    at = taken(model, at, ModelWord::users, closes());
    at = taken(model, at, ModelWord::none, {.step = Step::teardown});
    at = taken(model, at, ModelWord::count, takes(1));
    at = taken(model, at, ModelWord::count, {.step = Step::load, .order = acquire});
    EXPECT_EQ(at, At::freed);
    EXPECT_TRUE(model.gone());
    EXPECT_EQ(model.take(At::mmgrab, ModelWord::count, adds(0), 1), nullptr);
}

TEST(StepModel, RefusesAnotherChangeOrderPlaceOrWord) {
    StepModel model(2, 1);
    TakenStep step = takes(2);
    step.after = 0;
    EXPECT_EQ(model.take(At::mmput, ModelWord::users, step, 1), nullptr);
    step = takes(2);
    step.order = relaxed;
    EXPECT_EQ(model.take(At::mmput, ModelWord::users, step, 1), nullptr);
    EXPECT_EQ(model.take(At::mmget, ModelWord::users, takes(2), 1), nullptr);
    EXPECT_EQ(model.take(At::mmput, ModelWord::count, takes(2), 1), nullptr);
    // What a refused step would have done is not done.
    EXPECT_EQ(taken(model, At::mmput, ModelWord::users, takes(2)), At::done);
}

TEST(StepModel, RefusesAWordThatWasChangedBesideIt) {
    StepModel model(2, 1);
    EXPECT_EQ(model.take(At::mmget, ModelWord::users, adds(3), 1), nullptr);
    EXPECT_EQ(model.take(At::mmgrab, ModelWord::count, adds(1), 1), nullptr);
}

TEST(StepModel, LetsAnOlderPutFailByAnOlderValueAndNotTheLatest) {
    StepModel model(1, 1);
    const At older = taken(model, At::mmput, ModelWord::users, takes(1), 1);
    const At rescuing = taken(model, At::mmget_not_zero, ModelWord::users, adds(0), 2);
    EXPECT_EQ(taken(model, rescuing, ModelWord::count, adds(2), 2), At::yes);
    const At latest = taken(model, At::mmput, ModelWord::users, takes(1), 2);
    EXPECT_EQ(model.take(latest, ModelWord::users, fails(1), 2), nullptr);
    EXPECT_EQ(model.take(older, ModelWord::users, fails(0), 1), nullptr);
    EXPECT_EQ(taken(model, older, ModelWord::users, fails(1), 1), At::overtaken);
}

TEST(StepModel, SaysWhatItWouldAllow) {
    StepModel model(1, 0);
    const At closing = taken(model, At::mmput, ModelWord::users, takes(1));
    const auto allowed = model.allowed(closing);
    ASSERT_EQ(allowed.size(), 1U);
    EXPECT_EQ(allowed.front()->name, "mmput_compare_exchange");
    EXPECT_EQ(model.text(), "users 0, count 1");
}

}  // namespace
