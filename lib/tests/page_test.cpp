// The C++ counterparts of what every Rust type has; spec/page.md says which is which.
#include <gtest/gtest.h>

#include <concepts>
#include <cstdint>
#include <optional>
#include <string>
#include <type_traits>
#include <unordered_set>
#include <utility>

#include "mm/borrow.hpp"
#include "mm/convert.hpp"
#include "mm/mm.hpp"
#include "mm/thread_traits.hpp"
#include "mm/type_id.hpp"
#include "support/document.hpp"

namespace mm {

/// A user's own type says that it may go anywhere.
template <>
inline constexpr bool enable_send<tests::Document> = true;
template <>
inline constexpr bool enable_sync<tests::Document> = true;

/// A conversion that can fail: users may be zero for good.
struct NoUsersLeft {};
template <>
struct Conversion<ARef<MmWithUser>, const Mm&> {
    using Error = NoUsersLeft;

    [[nodiscard]] static Result<ARef<MmWithUser>, Error> convert(const Mm& mm) {
        using Outcome = Result<ARef<MmWithUser>, Error>;
        if (auto user = mm.mmget_not_zero()) return Outcome::success(*std::move(user));
        return Outcome::failure({});
    }
};

namespace {

// Send, Sync.
static_assert(Send<Mm> && Sync<Mm> && Send<MmWithUser> && Sync<MmWithUser>);
static_assert(Send<MmWithUserAsync> && Sync<MmWithUserAsync>);
static_assert(Send<ARef<Mm>> && Sync<ARef<Mm>> && Send<std::optional<ARef<MmWithUser>>>);
static_assert(Send<const Mm&> && Sync<const ARef<Mm>&> && Send<int> && Sync<int>);
static_assert(Send<ARef<tests::Document>>);
struct SayingNothing {
    void inc_ref() const;
    static void dec_ref(const SayingNothing*);
};
static_assert(!Send<SayingNothing> && !Sync<SayingNothing>, "it is not taken for granted");
static_assert(!Send<ARef<SayingNothing>> && !Sync<ARef<SayingNothing>>);
static_assert(!Send<mm_struct*> && !Sync<mm_struct*>, "a pointer says nothing of ownership");
static_assert(!Send<AtomicContext>, "it ends on the thread that began it");

// !Freeze: what is const still counts.
static_assert(requires(const Mm& mm) { mm.inc_ref(); });

// !Unpin: an mm stays where it was made; an ARef of it may move.
static_assert(!std::movable<Mm> && !std::is_move_constructible_v<Mm> && !std::swappable<Mm>);
static_assert(std::movable<ARef<Mm>>);

// UnwindSafe: an exception that passes leaves nothing half done.
static_assert(std::is_nothrow_destructible_v<ARef<Mm>>);
static_assert(std::is_nothrow_move_constructible_v<ARef<Mm>>);
static_assert(std::is_nothrow_move_assignable_v<ARef<Mm>>);

// Any.
template <typename One, typename Other>
constexpr bool have_one_id(TypeId one = TypeId::of<One>(), TypeId other = TypeId::of<Other>()) {
    return one == other;
}
static_assert(have_one_id<Mm, Mm>() && !have_one_id<Mm, MmWithUser>());
static_assert(!have_one_id<ARef<Mm>, ARef<MmWithUser>>() && !have_one_id<int, const int>());

// Borrow, BorrowMut.
static_assert(Borrow<Mm> && Borrow<ARef<Mm>> && !Borrow<ARef<Mm>, Mm>);
static_assert(!BorrowMut<const Mm> && BorrowMut<ARef<Mm>> && !BorrowMut<const ARef<Mm>>);
static_assert(std::is_same_v<decltype(borrow(std::declval<const Mm&>())), const Mm&>);

// From, Into.
static_assert(From<ARef<Mm>, ARef<Mm>> && From<ARef<Mm>, const Mm&> && Into<const Mm&, ARef<Mm>>);
static_assert(From<ARef<Mm>, const MmWithUser&>, "whoever has a user may grab");
static_assert(!From<Mm, const Mm&> && !From<Mm, Mm>, "an mm is never held by value");
static_assert(!From<ARef<Mm>, ARef<MmWithUser>> && !From<ARef<Mm>, const Mm*>);
static_assert(From<std::int64_t, std::int32_t> && !From<std::int32_t, std::int64_t>);
static_assert(!From<std::int32_t, double> && From<std::string, const char*>);

// TryFrom, TryInto.
static_assert(std::is_same_v<ConversionError<ARef<Mm>, const Mm&>, Infallible>);
static_assert(std::is_same_v<ConversionError<ARef<MmWithUser>, const Mm&>, NoUsersLeft>);
static_assert(TryFrom<ARef<MmWithUser>, const Mm&> && TryInto<const Mm&, ARef<MmWithUser>>);
static_assert(TryFrom<std::int64_t, std::int32_t> && !TryFrom<std::int32_t, std::int64_t>);
static_assert(!TryFrom<ARef<Mm>, ARef<MmWithUser>>);
static_assert(!std::is_default_constructible_v<Infallible>);

TEST(Page, ATypeIdIsThatOfTheTypeThatTheSourceNames) {
    mm_struct* const raw = mm_alloc();
    const Mm& mm = *raw;
    EXPECT_EQ(type_id(mm), TypeId::of<Mm>());
    EXPECT_NE(type_id(*raw), type_id(mm));
    EXPECT_STREQ(type_id(mm).name(), "mm::Mm");
    EXPECT_STREQ(TypeId::of<mm_struct>().name(), "mm_struct");
    const std::unordered_set<TypeId> ids{type_id(mm), TypeId::of<Mm>(), TypeId::of<MmWithUser>()};
    EXPECT_EQ(ids.size(), 2U);
    mmput(raw);
}

TEST(Page, ABorrowIsTheObjectItself) {
    mm_struct* const raw = mm_alloc();
    const Mm& mm = Mm::from_raw(raw);
    EXPECT_EQ(&borrow(mm), &mm);
    auto grab = ARef<Mm>(mm);
    borrow_mut(grab) = ARef<Mm>(mm);
    EXPECT_EQ(&borrow(grab), &grab);
    EXPECT_EQ(read_counters(raw), (Counters{1, 2}));
    mmput(raw);
}

TEST(Page, AConversionCountsAsItsConstructor) {
    mm_struct* const raw = mm_alloc();
    const Mm& mm = Mm::from_raw(raw);
    {
        const auto grab = from<ARef<Mm>>(mm);
        EXPECT_EQ(read_counters(raw), (Counters{1, 2}));
        const auto other = into<ARef<Mm>>(mm);
        EXPECT_EQ(read_counters(raw), (Counters{1, 3}));
        EXPECT_EQ(from<ARef<Mm>>(into<ARef<Mm>>(grab)), other);
    }
    EXPECT_EQ(read_counters(raw), (Counters{1, 1}));
    mmput(raw);
}

TEST(Page, AnInfallibleConversionSucceeds) {
    mm_struct* const raw = mm_alloc();
    {
        const auto grab = try_from<ARef<Mm>>(Mm::from_raw(raw));
        ASSERT_TRUE(grab.succeeded());
        EXPECT_TRUE(try_into<ARef<Mm>>(grab.value()).succeeded());
        EXPECT_EQ(read_counters(raw), (Counters{1, 2}));
    }
    mmput(raw);
}

TEST(Page, AConversionThatFailsHasItsError) {
    mm_struct* const raw = mm_alloc();
    const auto grab = from<ARef<Mm>>(Mm::from_raw(raw));
    EXPECT_TRUE((try_from<ARef<MmWithUser>, const Mm&>(*grab).succeeded()));
    mmput(raw);
    EXPECT_FALSE((try_into<ARef<MmWithUser>, const Mm&>(*grab).succeeded()));
}

}  // namespace
}  // namespace mm
