// What the types allow and forbid; the compiler is the judge (see also must_not_compile/).
#include <gtest/gtest.h>

#include <compare>
#include <memory>
#include <optional>
#include <type_traits>
#include <utility>

#include "mm/mm.hpp"
#include "support/document.hpp"

namespace mm {
namespace {

using tests::Document;

template <typename T>
constexpr bool is_out_of_users_hands =
    !std::is_default_constructible_v<T> && !std::is_copy_constructible_v<T> &&
    !std::is_move_constructible_v<T> && !std::is_copy_assignable_v<T> &&
    !std::is_move_assignable_v<T> && !std::is_destructible_v<T>;
static_assert(is_out_of_users_hands<Mm>);
static_assert(is_out_of_users_hands<MmWithUser>);
static_assert(is_out_of_users_hands<MmWithUserAsync>);
static_assert(is_out_of_users_hands<mm_struct>);
static_assert(!std::is_constructible_v<Mm, std::uint64_t, std::uint64_t>);
static_assert(!std::is_constructible_v<MmWithUser, std::unique_ptr<AddressSpace>, std::uint64_t,
                                       std::uint64_t>);
static_assert(!std::is_constructible_v<MmWithUserAsync, std::unique_ptr<AddressSpace>,
                                       std::uint64_t, std::uint64_t>);
static_assert(!std::is_constructible_v<mm_struct, std::unique_ptr<AddressSpace>, std::uint64_t,
                                       std::uint64_t>);
static_assert(std::is_final_v<mm_struct>);
static_assert(!std::is_polymorphic_v<mm_struct>);
static_assert(std::is_base_of_v<Mm, MmWithUser> && std::is_base_of_v<MmWithUser, MmWithUserAsync> &&
              std::is_base_of_v<MmWithUserAsync, mm_struct>);
// Two words of counts, the contents, and the place in the queue of deferred teardowns.
static_assert(sizeof(void*) != 8 || sizeof(mm_struct) == 32, "the same in both builds");
static_assert(sizeof(mm_struct) == sizeof(MmWithUserAsync), "no type adds to the object");
static_assert(!std::is_convertible_v<MmWithUserAsync*, internal::TeardownLink*>,
              "the link is the library's own");

static_assert(AlwaysRefCounted<Mm> && AlwaysRefCounted<MmWithUser> &&
              AlwaysRefCounted<MmWithUserAsync> && AlwaysRefCounted<Document>);
static_assert(!AlwaysRefCounted<int>);
struct Copyable {
    void inc_ref() const;
    static void dec_ref(const Copyable*);
};
static_assert(!AlwaysRefCounted<Copyable>, "a copy would carry its own count");
struct WithoutDecRef {
    WithoutDecRef(const WithoutDecRef&) = delete;
    WithoutDecRef& operator=(const WithoutDecRef&) = delete;
    void inc_ref() const;
};
static_assert(!AlwaysRefCounted<WithoutDecRef>);

// A conversion between the tiers would drop a reference of the other count.
template <typename From, typename To>
constexpr bool turns_into = std::is_convertible_v<From, To> || std::is_constructible_v<To, From> ||
                            std::is_assignable_v<To&, From>;
static_assert(!turns_into<ARef<MmWithUser>, ARef<Mm>>);
static_assert(!turns_into<ARef<Mm>, ARef<MmWithUser>>);
static_assert(!turns_into<const ARef<MmWithUser>&, ARef<Mm>>);
static_assert(!turns_into<ARef<MmWithUserAsync>, ARef<Mm>>);
static_assert(!turns_into<ARef<Mm>, ARef<MmWithUserAsync>>);
// The same count, but another way to give it up: said in words, by into_mmput_async.
static_assert(!turns_into<ARef<MmWithUser>, ARef<MmWithUserAsync>>);
static_assert(!turns_into<ARef<MmWithUserAsync>, ARef<MmWithUser>>);
static_assert(!std::is_invocable_v<decltype(&MmWithUser::into_mmput_async),
                                   const ARef<MmWithUserAsync>&, CallSite>);
static_assert(
    std::is_same_v<decltype(MmWithUser::into_mmput_async(std::declval<ARef<MmWithUser>>())),
                   ARef<MmWithUserAsync>>);
static_assert(!turns_into<ARef<MmWithUser>*, ARef<Mm>*>);
static_assert(!std::is_convertible_v<const Mm*, ARef<Mm>>, "a pointer says nothing of ownership");
static_assert(!std::is_constructible_v<ARef<Mm>, const Mm*>);
static_assert(!std::is_convertible_v<const Mm&, ARef<Mm>>, "taking a reference is said in words");
static_assert(!std::is_default_constructible_v<ARef<Mm>>, "never null");
static_assert(!std::is_constructible_v<ARef<Mm>, std::nullptr_t>);
static_assert(!std::is_constructible_v<bool, ARef<Mm>>, "nothing to ask: never null");

// May move to another thread and be given up there (Threads.parallel): no move throws, and neither
// move nor destruction need more than the object itself.
template <typename T>
constexpr bool is_sendable =
    std::is_nothrow_move_constructible_v<T>&& std::is_nothrow_move_assignable_v<T>&&
        std::is_nothrow_destructible_v<T>&& std::is_nothrow_swappable_v<T>;
static_assert(is_sendable<ARef<Mm>>);
static_assert(is_sendable<ARef<MmWithUser>>);
static_assert(is_sendable<ARef<MmWithUserAsync>>);
static_assert(is_sendable<ARef<Document>>);
static_assert(is_sendable<std::optional<ARef<MmWithUser>>>);

// May be used by many threads at once: whatever an ARef reaches is const.
template <typename T>
using Reached = decltype(*std::declval<const ARef<T>&>());
static_assert(std::is_same_v<Reached<Mm>, const Mm&>);
static_assert(std::is_same_v<Reached<MmWithUser>, const MmWithUser&>);
static_assert(std::is_same_v<Reached<MmWithUserAsync>, const MmWithUserAsync&>);
static_assert(std::is_same_v<decltype(Mm::from_raw(nullptr)), const Mm&>);
static_assert(std::is_same_v<decltype(MmWithUser::from_raw(nullptr)), const MmWithUser&>);
static_assert(std::is_same_v<decltype(std::declval<const Mm&>().mmget_not_zero()),
                             std::optional<ARef<MmWithUser>>>);

static_assert(sizeof(ARef<Mm>) == sizeof(void*) && sizeof(ARef<MmWithUser>) == sizeof(void*));
static_assert(sizeof(ARef<MmWithUserAsync>) == sizeof(void*));
static_assert(sizeof(ARef<Document>) == sizeof(void*));
static_assert(std::three_way_comparable<ARef<Mm>, std::strong_ordering>);

static_assert(std::has_virtual_destructor_v<AddressSpace>);
static_assert(!std::is_copy_constructible_v<AddressSpace>);
static_assert(!std::is_copy_constructible_v<TwoTierCount>);
static_assert(!std::is_move_constructible_v<TwoTierCount>);

// Of one scope on one thread (Threads.guards); empty where no account is kept.
template <typename T>
constexpr bool stays_in_its_scope =
    !std::is_copy_constructible_v<T> && !std::is_move_constructible_v<T> &&
    !std::is_copy_assignable_v<T> && !std::is_move_assignable_v<T>;
static_assert(stays_in_its_scope<AtomicContext> && stays_in_its_scope<HoldAsyncTeardowns>);
static_assert(MMSPEC_CHECKED || std::is_empty_v<AtomicContext>);
static_assert(std::is_nothrow_destructible_v<AtomicContext>);
static_assert(std::is_nothrow_destructible_v<HoldAsyncTeardowns>);

TEST(Types, AreJudgedByTheCompiler) {
    EXPECT_EQ(sizeof(ARef<Mm>), sizeof(const Mm*));
}

}  // namespace
}  // namespace mm
