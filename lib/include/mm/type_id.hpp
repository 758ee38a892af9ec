// Which type a template was given, as a value; without run-time type information.
#pragma once

#include <array>
#include <compare>
#include <cstddef>
#include <functional>
#include <string_view>

namespace mm {

namespace internal {

template <typename T>
[[nodiscard]] constexpr std::string_view name_of_this_function() noexcept {
    return __PRETTY_FUNCTION__;
}

/// The name of `T`, ended by a zero, as the compiler writes it in the name of a function: what that
/// puts around it is the same for every type.
template <typename T>
[[nodiscard]] constexpr auto type_name() noexcept {
    constexpr std::string_view known = name_of_this_function<double>();
    constexpr std::size_t before = known.find("double");
    constexpr std::size_t around = known.size() - std::string_view("double").size();
    constexpr std::string_view full = name_of_this_function<T>();
    std::array<char, full.size() - around + 1> name{};
    full.copy(name.data(), name.size() - 1, before);
    return name;
}

template <typename T>
inline constexpr auto stored_type_name = type_name<T>();

}  // namespace internal

/// The identity of a type: equal for equal types, and for no others.
///
/// It is the type that the compiler saw, not that of a derived object. *Requires*: within one
/// program, or shared objects that export the library's symbols; otherwise each has its own.
/// Source: core::any::TypeId.
class TypeId {
 public:
    template <typename T>
    [[nodiscard]] static constexpr TypeId of() noexcept {
        return TypeId(internal::stored_type_name<T>.data());
    }

    /// As the compiler writes it; lives as long as the process.
    [[nodiscard]] constexpr const char* name() const noexcept { return name_; }

    [[nodiscard]] friend constexpr bool operator==(TypeId left, TypeId right) noexcept {
        return left.name_ == right.name_;
    }
    [[nodiscard]] friend std::strong_ordering operator<=>(TypeId left, TypeId right) noexcept {
        return std::compare_three_way{}(left.name_, right.name_);
    }

 private:
    explicit constexpr TypeId(const char* name) noexcept : name_(name) {}

    const char* name_;
};

/// The type of `object` as it stands in the source. Source: core::any::Any::type_id.
template <typename T>
[[nodiscard]] constexpr TypeId type_id(const T&) noexcept {
    return TypeId::of<T>();
}

}  // namespace mm

template <>
struct std::hash<mm::TypeId> {
    [[nodiscard]] std::size_t operator()(mm::TypeId id) const noexcept {
        return std::hash<const char*>{}(id.name());
    }
};
