// Every misuse of a user's own type with two counts is refused as that of an mm, changes nothing,
// and is told under its clause, with the type.
#include <gtest/gtest.h>

#include <array>
#include <cstddef>
#include <functional>
#include <memory>
#include <optional>
#include <ostream>
#include <regex>
#include <string>
#include <utility>
#include <vector>

#include "mm/contracts/registry.hpp"
#include "mm/mm.hpp"
#include "support/known.hpp"
#include "support/note.hpp"

namespace mm {
namespace {

using spec::Clause;
using tests::Ends;
using tests::life_place;
using tests::misuse_place;
using tests::Note;
using NoteInUse = InUse<Note>;

std::vector<Violation> told;
std::string report;

/// A note that an ARef keeps in use and another keeps.
class Scene {
 public:
    struct State : tests::Known {
        unsigned contents_gone = 0;
        unsigned notes_gone = 0;
        [[nodiscard]] friend bool operator==(const State&, const State&) = default;
    };

    [[nodiscard]] const contracts::Subject& subject() const {
        return *contracts::find_subject(
            static_cast<const TwoTierCounted<Note, tests::Words>*>(note));
    }
    [[nodiscard]] State state() const {
        return {tests::known_of(subject(), note), ends.contents(), ends.notes()};
    }
    [[nodiscard]] TwoTierCount& counts() const { return internal::CountedInternals::counts(*note); }

    Ends ends;
    std::optional<ARef<NoteInUse>> user = Note::make(ends, life_place(1));
    const NoteInUse* const note = user->get();
    std::optional<ARef<Note>> grab{std::in_place, *note, life_place(2)};
};

struct Misuse {
    const char* name;
    Clause clause;
    /// What the report calls the operation.
    const char* operation;
    std::function<void(Scene&)> prepare;
    std::function<void(Scene&)> commit;
};

// Names the misuse where a test is listed.
void PrintTo(const Misuse& misuse, std::ostream* out) {
    *out << misuse.name;
}

void nothing(Scene&) {}
void end_use(Scene& scene) {
    scene.user.reset();
}
void end_all(Scene& scene) {
    scene.user.reset();
    scene.grab.reset();
}
template <typename Call>
void refused(Call&& call) {
    EXPECT_THROW(call(), Refusal);
}
[[nodiscard]] const NoteInUse* nowhere() {
    static std::array<std::byte, sizeof(NoteInUse)> memory;
    return reinterpret_cast<const NoteInUse*>(memory.data());
}

// NOLINTBEGIN(bugprone-use-after-move): the last are that misuse.
const std::vector<Misuse>& misuses() {
    static const std::vector<Misuse> list{
        {"PutOfAnARefsUser", Clause::owned_release, "InUse::dec_ref", nothing,
         [](Scene& scene) { NoteInUse::dec_ref(scene.note, misuse_place); }},
        {"PutAfterTheLastUser", Clause::owned_release, "InUse::dec_ref", end_use,
         [](Scene& scene) { NoteInUse::dec_ref(scene.note, misuse_place); }},
        {"DropOfAnARefsGrab", Clause::owned_release, "TwoTierCounted::dec_ref", nothing,
         [](Scene& scene) { Note::dec_ref(scene.note, misuse_place); }},
        {"TakeOverOfAnARefsUser", Clause::owned_take_over, "ARef::from_raw", nothing,
         [](Scene& scene) {
             refused(
                 [&] { static_cast<void>(ARef<NoteInUse>::from_raw(scene.note, misuse_place)); });
         }},
        {"TakeOverOfAnARefsGrab", Clause::owned_take_over, "ARef::from_raw", nothing,
         [](Scene& scene) {
             refused([&] { static_cast<void>(ARef<Note>::from_raw(scene.note, misuse_place)); });
         }},
        {"GetAtZero", Clause::owned_user, "InUse::inc_ref", end_use,
         [](Scene& scene) { scene.note->inc_ref(misuse_place); }},
        {"ARefOfAUserAtZero", Clause::owned_user, "ARef::from_reference", end_use,
         [](Scene& scene) {
             refused([&] { static_cast<void>(ARef<NoteInUse>(*scene.note, misuse_place)); });
         }},
        {"ContentsAtZero", Clause::access_user, "InUse::contents", end_use,
         [](Scene& scene) {
             refused([&] { static_cast<void>(scene.note->contents(misuse_place)); });
         }},
        {"GrabOfNull", Clause::owned_alive, "TwoTierCounted::dec_ref", nothing,
         [](Scene&) { Note::dec_ref(nullptr, misuse_place); }},
        {"GrabOfAWildPointer", Clause::owned_alive, "TwoTierCounted::inc_ref", nothing,
         [](Scene&) { nowhere()->Note::inc_ref(misuse_place); }},
        {"GrabOfADeletedObject", Clause::owned_alive, "TwoTierCounted::inc_ref", end_all,
         [](Scene& scene) { scene.note->Note::inc_ref(misuse_place); }},
        {"UpgradeOfADeletedObject", Clause::owned_upgrade, "TwoTierCounted::get_not_zero", end_all,
         [](Scene& scene) { EXPECT_FALSE(scene.note->get_not_zero(misuse_place).has_value()); }},
        {"ContentsOfADeletedObject", Clause::owned_alive, "InUse::contents", end_all,
         [](Scene& scene) {
             refused([&] { static_cast<void>(scene.note->contents(misuse_place)); });
         }},
        {"PutInAnAtomicContext", Clause::sleep_may_sleep, "InUse::dec_ref", nothing,
         [](Scene& scene) {
             const AtomicContext atomic;
             NoteInUse::dec_ref(scene.note, misuse_place);
         }},
        {"CloneOfWhatWasMoved", Clause::owned_moved, "ARef::clone",
         [](Scene& scene) { const ARef<NoteInUse> elsewhere = std::move(*scene.user); },
         [](Scene& scene) {
             refused([&] { static_cast<void>(scene.user->clone(misuse_place)); });
         }},
        {"UseOfWhatWasMoved", Clause::owned_moved, "ARef::dereference",
         [](Scene& scene) { const ARef<NoteInUse> elsewhere = std::move(*scene.user); },
         [](Scene& scene) { refused([&] { static_cast<void>((*scene.user)->title); }); }},
    };
    return list;
}
// NOLINTEND(bugprone-use-after-move)

class OwnTypeRefusals : public testing::TestWithParam<Misuse> {
 protected:
    OwnTypeRefusals() { told.clear(); }
    ~OwnTypeRefusals() override { set_violation_handler(nullptr); }
    Scene scene_;
};

void remember(const Violation& violation) {
    told.push_back(violation);
    report = describe(violation);
}

TEST_P(OwnTypeRefusals, ChangeNothingAndNameClauseOperationAndType) {
    GetParam().prepare(scene_);
    const Scene::State before = scene_.state();
    set_violation_handler(remember);
    GetParam().commit(scene_);
    set_violation_handler(nullptr);
    ASSERT_EQ(told.size(), 1U);
    EXPECT_EQ(spec::text(told.front().clause).id, spec::text(GetParam().clause).id);
    EXPECT_TRUE(told.front().refused);
    EXPECT_EQ(scene_.state(), before);
    const std::string head = "mmspec: " + std::string(spec::text(GetParam().clause).id) +
                             " broken by " + GetParam().operation + " (refused, nothing changed)\n";
    EXPECT_TRUE(report.starts_with(head)) << report;
    if (GetParam().clause != Clause::owned_moved) {
        EXPECT_NE(report.find("\n  mm::tests::Note "), std::string::npos) << report;
    }
    EXPECT_EQ(report.find("replay"), std::string::npos) << "operation traces are of mms";
}

INSTANTIATE_TEST_SUITE_P(Misuse, OwnTypeRefusals, testing::ValuesIn(misuses()),
                         [](const testing::TestParamInfo<Misuse>& info) {
                             return std::string(info.param.name);
                         });

class OwnTypeReports : public OwnTypeRefusals {};

TEST_F(OwnTypeReports, AreWholeReports) {
    set_violation_handler(remember);
    NoteInUse::dec_ref(scene_.note, misuse_place);
    const std::regex variable("0x[0-9a-f]+|thread [0-9]+|T[0-9]+ ");
    EXPECT_EQ(std::regex_replace(report, variable, "*"),
              "mmspec: Owned.release broken by InUse::dec_ref (refused, nothing changed)\n"
              "  rule        dec_ref, mmput and mmdrop give up a reference that the caller owns.\n"
              "  cause       raw code owns no user of this object that could be given up\n"
              "  cure        give up each reference once, and leave those of ARefs to the ARefs\n"
              "  at          misuse.cpp:7 on *\n"
              "  mm::tests::Note *, live\n"
              "  counters    users 1, count 2\n"
              "  users       0 owned by raw code, 1 by ARefs\n"
              "  grabs       0 owned by raw code, 1 by ARefs\n"
              "  allocated   life.cpp:1 by *\n"
              "  last operations on it, oldest first:\n"
              "    *make_counted a    # life.cpp:1\n"
              "    *ARef::from_reference a    # life.cpp:2\n");
}

TEST_F(OwnTypeReports, RefuseAReferenceBeyondTheLimit) {
    set_violation_handler(remember);
    // A life at the limit would take minutes to reach.
    std::construct_at(&scene_.counts(), reference_limit - 1, 1);
    scene_.note->inc_ref(misuse_place);
    std::construct_at(&scene_.counts(), 1, 1);
    ASSERT_EQ(told.size(), 1U);
    EXPECT_EQ(told.front().clause, Clause::bound_limit);
}

// The address of an object that was deleted may come to be that of an mm.
TEST_F(OwnTypeReports, TellAnotherTypeAtTheSameAddress) {
    end_all(scene_);
    contracts::enroll(static_cast<const TwoTierCounted<Note, tests::Words>*>(scene_.note), 1, 1,
                      {});
    set_violation_handler(remember);
    Note::dec_ref(scene_.note, misuse_place);
    ASSERT_EQ(told.size(), 1U);
    EXPECT_EQ(told.front().clause, Clause::owned_alive);
    EXPECT_NE(report.find("an object of another type is at this address"), std::string::npos);
    EXPECT_FALSE(told.front().counters.has_value()) << "nothing of the other type is read";
}

TEST_F(OwnTypeReports, DoNotComeFromAQuestionForAnMm) {
    const void* const address = static_cast<const TwoTierCounted<Note, tests::Words>*>(scene_.note);
    EXPECT_FALSE(inspect(static_cast<const mm_struct*>(address)).has_value());
}

/// Says that raw code owns a user and a grab more than were ever taken.
void forge_references(Scene& scene) {
    auto& subject = const_cast<contracts::Subject&>(scene.subject());
    subject.users.gained(contracts::Owner::raw);
}

// What only a defect of the counts could bring about is told after the fact.
TEST_F(OwnTypeReports, TellASecondTeardown) {
    scene_.user.reset();
    std::construct_at(&scene_.counts(), 1, 1);
    forge_references(scene_);
    set_violation_handler(remember);
    NoteInUse::dec_ref(scene_.note, misuse_place);
    ASSERT_EQ(told.size(), 1U);
    EXPECT_EQ(told.front().clause, Clause::teardown_once);
    EXPECT_FALSE(told.front().refused);
}

// Once its reference is gone the operation may read no counter: another thread may free the object.
TEST_F(OwnTypeReports, TellTheCountersFromBeforeTheReferenceWasGivenUp) {
    scene_.user.reset();
    std::construct_at(&scene_.counts(), 1, 1);
    forge_references(scene_);
    set_violation_handler(remember);
    NoteInUse::dec_ref(scene_.note, misuse_place);
    EXPECT_EQ(read_counters(scene_.note), (Counters{0, 1}));
    ASSERT_EQ(told.size(), 1U);
    ASSERT_TRUE(told.front().counters.has_value());
    EXPECT_EQ(told.front().counters->users, 1U);
    EXPECT_EQ(told.front().counters->count, 2U);
    EXPECT_NE(report.find("users 1, count 2, as the operation found them\n"), std::string::npos);
}

/// Makes its counts start as no legal object does.
class Crooked : public TwoTierCounted<Crooked, int> {
 protected:
    explicit Crooked(unsigned& destroyed) : TwoTierCounted(std::in_place), destroyed_(destroyed) {
        std::construct_at(&internal::CountedInternals::counts(*this), 2, 1);
        last = this;
    }
    ~Crooked() { ++destroyed_; }

 public:
    static inline const TwoTierCounted* last = nullptr;

 private:
    unsigned& destroyed_;
};

TEST_F(OwnTypeReports, LeaveNothingBehindOfWhatAHandlerKeepsFromBeingMade) {
    unsigned destroyed = 0;
    const std::uint64_t leaked_before = find_leaks().references;
    set_violation_handler([](const Violation& violation) {
        remember(violation);
        throw Refusal(violation.clause);
    });
    EXPECT_THROW(static_cast<void>(make_counted<Crooked>(misuse_place).with(destroyed)), Refusal);
    set_violation_handler(nullptr);
    ASSERT_EQ(told.size(), 1U);
    EXPECT_EQ(told.front().clause, Clause::count_word);
    EXPECT_FALSE(told.front().refused);
    EXPECT_EQ(destroyed, 1U);
    EXPECT_EQ(contracts::find_subject(Crooked::last)->phase.load(), contracts::Phase::freed);
    EXPECT_EQ(find_leaks().references, leaked_before);
}

TEST_F(OwnTypeReports, TellAFreeUnderAGrab) {
    std::construct_at(&scene_.counts(), 1, 0);
    set_violation_handler(remember);
    scene_.user.reset();
    ASSERT_EQ(told.size(), 1U);
    EXPECT_EQ(told.front().clause, Clause::count_held);
    EXPECT_FALSE(told.front().refused);
    EXPECT_EQ(scene_.ends.notes(), 1U);
    told.clear();
    scene_.grab.reset();
    ASSERT_EQ(told.size(), 1U);
    EXPECT_EQ(told.front().clause, Clause::owned_alive);
}

}  // namespace
}  // namespace mm
