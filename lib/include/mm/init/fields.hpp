// An initialiser of an aggregate, member by member.
#pragma once

#include <concepts>
#include <cstddef>
#include <memory>
#include <tuple>
#include <utility>

#include "mm/init/initialiser.hpp"
#include "mm/internal/common_error.hpp"
#include "mm/internal/members.hpp"
#include "mm/internal/undo.hpp"

namespace mm {

/// The initialiser of one member: what `field` returns.
template <auto member, typename I>
struct [[nodiscard]] Field {
    using Member = typename internal::MemberPointer<decltype(member)>::Member;
    using Error = InitError<I, Member>;
    static constexpr auto pointer = member;
    static constexpr bool may_move_afterwards = Init<I, Member>;

    I initialiser;
};

/// Names the member that `initialiser` makes: `field<&Device::buffer>(...)`.
template <auto member, PinInit<typename internal::MemberPointer<decltype(member)>::Member> I>
Field<member, I> field(I initialiser) {
    return {std::move(initialiser)};
}

/// What `init_fields` returns: has the unpinned form if each of its members has.
template <typename T, typename... Fields>
class [[nodiscard]] FieldsInit : public internal::OneShot {
    using Error = typename internal::CommonError<typename Fields::Error...>::Type;
    using Pinning = internal::Pinning;

 public:
    explicit FieldsInit(Fields... fields) : fields_(std::move(fields)...) {}

    Outcome<Error> into(T* storage) &&
        requires(std::move_constructible<T> && (Fields::may_move_afterwards && ...)) {
        spend(internal::initialiser_steps::init_fields);
        return make_from<Pinning::unpinned, 0>(storage);
    }

    Outcome<Error> pinned_into(T* storage) && {
        spend(internal::initialiser_steps::init_fields);
        return make_from<Pinning::pinned, 0>(storage);
    }

 private:
    /// Makes the members from number `first` on. Each is undone by its own call, so the last made
    /// goes first (Init.reverse_order).
    template <Pinning pinning, std::size_t first>
    Outcome<Error> make_from(T* storage) {
        if constexpr (first == sizeof...(Fields)) {
            return Outcome<Error>::success();
        } else {
            auto& field = std::get<first>(fields_);
            using ThisField = std::remove_reference_t<decltype(field)>;
            using Member = typename ThisField::Member;
            // An aggregate is there as soon as its storage is, its members are not: no more than
            // the address is asked of them (Init.storage). The cast takes a const member's const.
            Member* const place = const_cast<Member*>(std::addressof(storage->*ThisField::pointer));
            auto made = internal::run<pinning>(place, std::move(field.initialiser));
            if (!made) return std::move(made).template widened<Error>();
            internal::Undo<Member> undo(place);
            auto rest = make_from<pinning, first + 1>(storage);
            if (rest) undo.keep();
            return rest;
        }
    }

    std::tuple<Fields...> fields_;
};

/// An initialiser of the aggregate `T` from one `field` for each of its members, run in the order
/// in which they are given.
///
/// *Requires*: no member is an array (std::array has init_array), and the destructor of `T` is not
/// written by hand, since it does not run if a member fails (Init.all_or_nothing).
/// *Ensures*: if a member fails, those before it are destroyed, the last made first
/// (Init.reverse_order).
/// Source: the macros try_init and try_pin_init of the kernel's pin-init.
template <typename T, auto... members, typename... I>
requires internal::EveryMemberOnce<T, members...> &&
    internal::HaveCommonError<typename Field<members, I>::Error...>
        FieldsInit<T, Field<members, I>...> init_fields(Field<members, I>... fields) {
    return FieldsInit<T, Field<members, I>...>(std::move(fields)...);
}

}  // namespace mm
