// The members of an aggregate, counted and told apart at compile time.
#pragma once

#include <cstddef>
#include <type_traits>
#include <utility>

namespace mm::internal {

template <typename Pointer>
struct MemberPointer;
template <typename C, typename M>
struct MemberPointer<M C::*> {
    using Class = C;
    using Member = std::remove_const_t<M>;
};

/// Fits every member but an array, in unevaluated code.
struct AnyMember {
    template <typename T>
    operator T() const;  // NOLINT(google-explicit-constructor): the conversion is its purpose
};

/// `T{...}` takes one initialiser for each of `number`. Whether it takes one more tells if `number`
/// are all: fewer do where the rest has no default.
template <typename T, std::size_t number>
inline constexpr bool takes_initialisers = []<std::size_t... index>(std::index_sequence<index...>) {
    return requires {
        T{(static_cast<void>(index), AnyMember{})...};
    };
}
(std::make_index_sequence<number>{});

template <typename T, std::size_t number>
concept HasMembers = takes_initialisers<T, number> && !takes_initialisers<T, number + 1>;

/// One member pointer, as a type.
template <auto member>
struct MemberName {};

template <auto first, auto... rest>
[[nodiscard]] consteval bool all_different() {
    const bool first_once = !(std::is_same_v<MemberName<first>, MemberName<rest>> || ...);
    if constexpr (sizeof...(rest) == 0) {
        return first_once;
    } else {
        return first_once && all_different<rest...>();
    }
}

/// Names each member of the aggregate `T`, and names it once; no member is an array.
template <typename T, auto... members>
concept EveryMemberOnce = std::is_aggregate_v<T> && sizeof...(members) != 0 &&
                          HasMembers<T, sizeof...(members)>&& all_different<members...>() &&
                          (std::is_same_v<typename MemberPointer<decltype(members)>::Class, T> &&
                           ...) &&
                          !(std::is_array_v<typename MemberPointer<decltype(members)>::Member> ||
                            ...);

}  // namespace mm::internal
