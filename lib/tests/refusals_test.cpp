// Every misuse is refused under its clause, told once, and changes nothing; the operation then
// returns what spec/operations.md states. What a refused destructor owned belongs to raw code.
#include <gtest/gtest.h>

#include <cctype>
#include <cstddef>
#include <string>
#include <vector>

#include "mm/mm.hpp"
#include "support/misuses.hpp"
#include "support/scene.hpp"

namespace mm {
namespace {

using tests::Misuse;
using tests::misuses;
using tests::Scene;

std::vector<Violation> told;

/// Thrown by a handler; no part of the library knows it.
struct Told {};

class Refusals : public testing::TestWithParam<std::size_t> {
 protected:
    Refusals() { told.clear(); }
    ~Refusals() override { set_violation_handler(nullptr); }

    [[nodiscard]] const Misuse& misuse() const { return misuses()[GetParam()]; }

    /// The state that the refusal must leave.
    [[nodiscard]] Scene::State after(Scene::State before) const {
        if (!misuse().orphan) return before;
        const bool user = *misuse().orphan == spec::Tier::users;
        (user ? before.user : before.grab) = nullptr;
        contracts::Owned& owned = user ? before.users : before.grabs;
        --owned.aref;
        ++owned.raw;
        ++before.remembered;
        return before;
    }

    void expect_told_once() const {
        ASSERT_EQ(told.size(), 1U);
        EXPECT_EQ(spec::text(told.front().clause).id, spec::text(misuse().clause).id);
        EXPECT_TRUE(told.front().refused);
    }
};

TEST_P(Refusals, ChangeNothingAndGiveTheRefusedResult) {
    Scene scene(misuse().initial);
    misuse().prepare(scene);
    const Scene::State expected = after(scene.state());
    set_violation_handler([](const Violation& violation) { told.push_back(violation); });
    EXPECT_TRUE(misuse().commit(scene)) << "another result than the refused one";
    set_violation_handler(nullptr);
    expect_told_once();
    EXPECT_EQ(scene.state(), expected);
}

TEST_P(Refusals, ChangeNothingWhereTheHandlerThrows) {
    Scene scene(misuse().initial);
    misuse().prepare(scene);
    const Scene::State expected = after(scene.state());
    set_violation_handler([](const Violation& violation) {
        told.push_back(violation);
        throw Told{};
    });
    if (misuse().in_a_destructor) {
        EXPECT_TRUE(misuse().commit(scene));
    } else {
        EXPECT_THROW(static_cast<void>(misuse().commit(scene)), Told);
    }
    set_violation_handler(nullptr);
    expect_told_once();
    EXPECT_EQ(scene.state(), expected);
}

[[nodiscard]] std::string test_name(const testing::TestParamInfo<std::size_t>& info) {
    std::string name;
    for (const char letter : misuses()[info.param].name) {
        const bool plain = std::isalnum(static_cast<unsigned char>(letter)) != 0;
        if (plain) name += letter;
        if (!plain && !name.empty() && name.back() != '_') name += '_';
    }
    return name;
}
INSTANTIATE_TEST_SUITE_P(Misuse, Refusals, testing::Range(std::size_t{0}, misuses().size()),
                         test_name);

}  // namespace
}  // namespace mm
