// The C interface of this library as an implementation under test, plain or checked.
//
// A subset: what C has (spec/operations.md). Misuse is told by the handler and by what the call
// returns.
#pragma once

#include <cstdint>
#include <optional>

#include "concurrent/implementation.hpp"
#include "mm/variant.h"

struct mm_struct;

namespace mm::proptests {

class CMm {
 public:
    struct Handle {
        mm_struct* mm = nullptr;
        /// The contents that C code gave it.
        LifeWatch* watch = nullptr;
    };
    static constexpr Looks steps = MMSPEC_CHECKED ? Looks::allowed : Looks::none;

    static Handle make(LifeWatch& watch, std::uint64_t users, std::uint64_t grabs);
    static void grab(Handle handle);
    static void drop(Handle handle);
    static void get(Handle handle);
    static bool get_not_zero(Handle handle);
    static void put(Handle handle);

    static void put_async(Handle handle);
    static void flush();
    static void hold();
    static CounterPair counters(Handle handle);
    static void enter();
    static void leave();

    /// mmspec_contents.
    static bool performs(Kind kind) { return kind == Kind::mm_with_user_address_space; }
    static std::optional<bool> perform(Kind kind, Handle handle);

    static std::optional<Trouble> take_trouble();
#if MMSPEC_CHECKED
    static std::optional<spec::Clause> take_refusal();
    static Handle stray(MmName name);
    static bool is_freed(Handle handle);
#endif
};
static_assert(Implementation<CMm> && HoldsTeardowns<CMm> && HasAtomicContexts<CMm>);
#if MMSPEC_CHECKED
static_assert(RefusesMisuse<CMm>);
#endif

}  // namespace mm::proptests
