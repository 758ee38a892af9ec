// Initialisers: what they make, what is left when they fail, and who may run them.
#include <gtest/gtest.h>

#include <array>
#include <concepts>
#include <cstddef>
#include <memory>
#include <stdexcept>
#include <string>
#include <utility>

#include "mm/mm.hpp"
#include "support/diarist.hpp"

namespace mm {
namespace {

using tests::a_diarist;
using tests::Diarist;
using tests::Diary;
using tests::FixedDiarist;

enum class Error { first = 1, second };
using Step = Outcome<Error>;

/// Fails without having made anything.
template <typename T>
[[nodiscard]] auto fails(Error error) {
    return init_from([error](T*) { return Step::failure(error); });
}

struct Both {
    Diarist left;
    Diarist right;
};
struct Three {
    Diarist first;
    FixedDiarist second;
    const std::unique_ptr<Diarist> third;
};

using LifeFactory = decltype(a_diarist(std::declval<Diary&>(), ""));
using FixedFactory = decltype(a_diarist<FixedDiarist>(std::declval<Diary&>(), ""));
using PinnedLife = decltype(pin_init_from([](Diarist*) { return Step::success(); }));

// A value and a function that returns one are initialisers, and fit every error.
static_assert(Init<int, int> && Init<int, int, Error> && PinInit<int, int, Error>);
static_assert(!Init<int, std::string> && !PinInit<int, std::string>);
static_assert(Init<LifeFactory, Diarist, Error> && std::same_as<InitError<int, int>, Infallible>);
// What cannot move has pinned initialisers only, and so has what a pinned initialiser makes.
static_assert(PinInit<FixedFactory, FixedDiarist> && !Init<FixedFactory, FixedDiarist>);
static_assert(PinInit<PinnedLife, Diarist, Error> && !Init<PinnedLife, Diarist>);
static_assert(!PinInit<PinnedLife, Diarist, int>);
// Nothing can be made of Infallible.
static_assert(!std::is_default_constructible_v<Infallible>);

TEST(Initialisers, RunIntoTheStorageOfTheCaller) {
    Diary diary;
    alignas(Diarist) std::byte bytes[sizeof(Diarist)];
    Diarist* const storage = reinterpret_cast<Diarist*>(bytes);
    ASSERT_TRUE(init_into(storage, a_diarist(diary, "a")));
    EXPECT_EQ(storage->name(), "a");
    EXPECT_EQ(diary, Diary{"+a"}) << "made elsewhere and moved";
    std::destroy_at(storage);
    EXPECT_EQ(init_into(storage, fails<Diarist>(Error::second)).error(), Error::second);
    ASSERT_TRUE(pinned_init_into(storage, a_diarist(diary, "b")));
    std::destroy_at(storage);
    EXPECT_EQ(diary, (Diary{"+a", "-a", "+b", "-b"}));
}

TEST(Chain, CallsTheStepWithWhatWasMade) {
    Diary diary;
    Slot<Diarist> slot;
    ASSERT_TRUE(slot.init(chain(a_diarist(diary, "a"), [](Diarist& made) { made.rename("b"); })));
    EXPECT_EQ(slot.value().name(), "b");
    EXPECT_EQ(diary, Diary{"+a"});
}

TEST(Chain, DestroysWhatWasMadeIfItsStepFails) {
    Diary diary;
    Slot<Diarist> slot;
    const auto made = slot.init(
        chain(a_diarist(diary, "a"), [](Diarist&) { return Step::failure(Error::second); }));
    ASSERT_FALSE(made);
    EXPECT_EQ(made.error(), Error::second);
    EXPECT_FALSE(slot.holds());
    EXPECT_EQ(diary, (Diary{"+a", "-a"}));
    ASSERT_TRUE(slot.init(a_diarist(diary, "b"))) << "the slot cannot be used again";
}

TEST(Chain, DestroysWhatWasMadeIfItsStepThrows) {
    Diary diary;
    Slot<Diarist> slot;
    EXPECT_THROW(static_cast<void>(slot.init(chain(
                     a_diarist(diary, "a"), [](Diarist&) { throw std::runtime_error("step"); }))),
                 std::runtime_error);
    EXPECT_FALSE(slot.holds());
    EXPECT_EQ(diary, (Diary{"+a", "-a"}));
}

TEST(Chain, CallsNoStepIfItsInitialiserFails) {
    Slot<Diarist> slot;
    bool called = false;
    const auto made = slot.init(
        chain(chain(fails<Diarist>(Error::first), [&](Diarist&) { called = true; }), [&](Diarist&) {
            called = true;
            return Step::success();
        }));
    EXPECT_EQ(made.error(), Error::first);
    EXPECT_FALSE(called);
}

TEST(PinChain, GivesItsStepTheFinalAddress) {
    Diary diary;
    Slot<FixedDiarist> slot;
    const FixedDiarist* seen = nullptr;
    ASSERT_TRUE(slot.pinned_init(
        pin_chain(a_diarist<FixedDiarist>(diary, "a"), [&](Pinned<FixedDiarist> made) {
            seen = &*made;
            made->rename("b");
            return Step::success();
        })));
    EXPECT_EQ(seen, &slot.value());
    EXPECT_EQ(slot.value().name(), "b");
}

TEST(PinChain, DestroysWhatWasMadeIfItsStepFails) {
    Diary diary;
    Slot<FixedDiarist> slot;
    const auto made =
        slot.pinned_init(pin_chain(a_diarist<FixedDiarist>(diary, "a"), [](Pinned<FixedDiarist>) {
            return Step::failure(Error::first);
        }));
    EXPECT_EQ(made.error(), Error::first);
    EXPECT_FALSE(slot.holds());
    EXPECT_EQ(diary, (Diary{"+a", "-a"}));
}

TEST(Pinned, GivesAConstObjectWhereItCouldBeMovedFrom) {
    static_assert(std::same_as<Pinned<Diarist>::Access, const Diarist>);
    static_assert(std::same_as<Pinned<FixedDiarist>::Access, FixedDiarist>);
    int number = 1;
    Pinned<int>(number).unchecked() = 2;
    EXPECT_EQ(*Pinned<int>(number), 2);
}

/// An initialiser of Three whose member number `failing` fails; none does if it is 3.
[[nodiscard]] auto three(Diary& diary, int failing) {
    const auto succeeds_unless = [failing](int number) {
        return [=](auto) {
            return number == failing ? Step::failure(Error::second) : Step::success();
        };
    };
    return init_fields<Three>(
        field<&Three::first>(pin_chain(a_diarist(diary, "1"), succeeds_unless(0))),
        field<&Three::second>(pin_chain(a_diarist<FixedDiarist>(diary, "2"), succeeds_unless(1))),
        field<&Three::third>(pin_chain([&diary] { return std::make_unique<Diarist>(diary, "3"); },
                                       succeeds_unless(2))));
}

TEST(Fields, AreMadeInOrder) {
    Diary diary;
    {
        Slot<Three> slot;
        ASSERT_TRUE(slot.pinned_init(three(diary, 3)));
        EXPECT_EQ(slot.value().third->name(), "3");
    }
    EXPECT_EQ(diary, (Diary{"+1", "+2", "+3", "-3", "-2", "-1"}));
}

TEST(Fields, BeforeOneThatFailsAreDestroyedTheLastFirst) {
    const Diary expected[] = {
        {"+1", "-1"}, {"+1", "+2", "-2", "-1"}, {"+1", "+2", "+3", "-3", "-2", "-1"}};
    for (int failing = 0; failing != 3; ++failing) {
        Diary diary;
        Slot<Three> slot;
        EXPECT_EQ(slot.pinned_init(three(diary, failing)).error(), Error::second);
        EXPECT_FALSE(slot.holds());
        EXPECT_EQ(diary, expected[failing]);
    }
}

TEST(Fields, BeforeOneThatThrowsAreDestroyed) {
    Diary diary;
    Slot<Both> slot;
    EXPECT_THROW(static_cast<void>(slot.init(init_fields<Both>(
                     field<&Both::left>(a_diarist(diary, "left")),
                     field<&Both::right>([]() -> Diarist { throw std::runtime_error("right"); })))),
                 std::runtime_error);
    EXPECT_FALSE(slot.holds());
    EXPECT_EQ(diary, (Diary{"+left", "-left"}));
}

TEST(Fields, CanBeMovedIfEachCan) {
    Diary diary;
    auto both = init_fields<Both>(field<&Both::left>(a_diarist(diary, "l")),
                                  field<&Both::right>(a_diarist(diary, "r")));
    static_assert(Init<decltype(both), Both, Infallible>);
    static_assert(!Init<decltype(three(diary, 0)), Three>);
    const auto made = make<Both>(std::move(both));
    ASSERT_TRUE(made);
    EXPECT_EQ(made.value().right.name().front(), 'r');
}

TEST(Arrays, AreMadeFromTheFirstAndUndoneFromTheLast) {
    Diary diary;
    const auto elements = [&](std::size_t failing) {
        return init_array([&diary, failing](std::size_t index) {
            return chain([&diary, index] { return Diarist(diary, std::to_string(index)); },
                         [index, failing](Diarist&) {
                             return index == failing ? Step::failure(Error::first)
                                                     : Step::success();
                         });
        });
    };
    {
        Slot<std::array<Diarist, 3>> slot;
        ASSERT_TRUE(slot.init(elements(3)));
        EXPECT_EQ(slot.value()[2].name(), "2");
    }
    diary.clear();
    Slot<std::array<Diarist, 3>> slot;
    EXPECT_EQ(slot.init(elements(2)).error(), Error::first);
    EXPECT_FALSE(slot.holds());
    EXPECT_EQ(diary, (Diary{"+0", "+1", "+2", "-2", "-1", "-0"}));
}

TEST(Slot, HoldsNothingUntilItIsFilled) {
    Diary diary;
    Slot<Diarist> slot;
    EXPECT_FALSE(slot.holds());
    ASSERT_TRUE(slot.init(a_diarist(diary, "a")));
    EXPECT_TRUE(slot.holds());
    slot.reset();
    EXPECT_FALSE(slot.holds());
    slot.reset();
    EXPECT_EQ(diary, (Diary{"+a", "-a"}));
}

TEST(Slot, GivesItsValueAway) {
    Diary diary;
    Slot<Diarist> slot;
    ASSERT_TRUE(slot.init(a_diarist(diary, "a")));
    {
        const Diarist taken = slot.take();
        EXPECT_FALSE(slot.holds());
        EXPECT_EQ(diary, (Diary{"+a", "+a'", "-a"}));
    }
    ASSERT_TRUE(slot.init(a_diarist(diary, "b"))) << "the slot cannot be used again";
}

TEST(Make, GivesTheValueOrTheError) {
    EXPECT_EQ(make<int>(7).value(), 7);
    const auto failed = make<Diarist>(fails<Diarist>(Error::second));
    ASSERT_FALSE(failed);
    EXPECT_EQ(failed.error(), Error::second);
}

TEST(MakeOnHeap, GivesTheObjectOrTheError) {
    Diary diary;
    {
        const auto made = make_on_heap<Three>(three(diary, 3));
        ASSERT_TRUE(made);
        EXPECT_EQ(made.value()->second.name(), "2");
    }
    EXPECT_EQ(diary, (Diary{"+1", "+2", "+3", "-3", "-2", "-1"}));
    // That the memory is given back as well, AddressSanitizer sees.
    EXPECT_EQ(make_on_heap<Three>(three(diary, 1)).error(), Error::second);
}

struct alignas(128) Wide {
    int number;
};
TEST(MakeOnHeap, AlignsWhatAsksForMore) {
    const auto made = make_on_heap<Wide>([] { return Wide{3}; });
    EXPECT_EQ(reinterpret_cast<std::uintptr_t>(made.value().get()) % alignof(Wide), 0U);
}

class Pages final : public AddressSpace {
 public:
    Pages(Diary& diary, const char* name) : life_(diary, name) {}
    [[nodiscard]] const std::string& name() const { return life_.name(); }

 private:
    Diarist life_;
};

TEST(MmAllocWith, MakesTheContentsInPlace) {
    Diary diary;
    const AddressSpace* seen = nullptr;
    const auto made = mm_alloc_with<Pages>(
        pin_chain(a_diarist<Pages>(diary, "pages"), [&](Pinned<Pages> pages) { seen = &*pages; }),
        {.users = 1, .grabs = 1});
    ASSERT_TRUE(made);
    mm_struct* const mm = made.value();
    EXPECT_EQ(read_counters(mm), (Counters{1, 2}));
    EXPECT_EQ(MmWithUser::from_raw(mm).address_space(), seen);
    EXPECT_EQ(diary, Diary{"+pages"});
    mmput(mm);
    EXPECT_EQ(diary, (Diary{"+pages", "-pages"}));
    mmdrop(mm);
    EXPECT_EQ(diary, (Diary{"+pages", "-pages"}));
}

TEST(MmAllocWith, MakesNothingIfTheContentsFail) {
    Diary diary;
    const auto made =
        mm_alloc_with<Pages>(pin_chain(a_diarist<Pages>(diary, "pages"),
                                       [](Pinned<Pages>) { return Step::failure(Error::first); }));
    ASSERT_FALSE(made);
    EXPECT_EQ(made.error(), Error::first);
    EXPECT_EQ(diary, (Diary{"+pages", "-pages"}));
}

}  // namespace
}  // namespace mm
