// A value, or the error for which there is none.
#pragma once

#include <cstddef>
#include <utility>
#include <variant>

namespace mm {

/// A value `T`, or an error `E`.
///
/// *Invariant*: exactly one of the two (Init.all_or_nothing).
/// Source: `Result<T, E>`.
template <typename T, typename E>
class [[nodiscard]] Result {
 public:
    using Value = T;
    using Error = E;

    [[nodiscard]] static Result success(T value) {
        return Result(std::in_place_index<0>, std::move(value));
    }
    [[nodiscard]] static Result failure(E error) {
        return Result(std::in_place_index<1>, std::move(error));
    }

    [[nodiscard]] bool succeeded() const noexcept { return either_.index() == 0; }
    [[nodiscard]] explicit operator bool() const noexcept { return succeeded(); }

    /// *Errors*: std::bad_variant_access if there is an error instead.
    [[nodiscard]] T& value() & { return std::get<0>(either_); }
    [[nodiscard]] const T& value() const& { return std::get<0>(either_); }
    [[nodiscard]] T value() && { return std::get<0>(std::move(either_)); }

    /// *Errors*: std::bad_variant_access if there is a value instead.
    [[nodiscard]] const E& error() const& { return std::get<1>(either_); }
    [[nodiscard]] E error() && { return std::get<1>(std::move(either_)); }

 private:
    template <std::size_t which, typename Part>
    Result(std::in_place_index_t<which> index, Part&& part)
        : either_(index, std::forward<Part>(part)) {}

    std::variant<T, E> either_;
};

}  // namespace mm
