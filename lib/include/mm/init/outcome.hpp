// Success, or an error: what a step of an initialisation returns.
#pragma once

#include <concepts>
#include <optional>
#include <utility>

#include "mm/init/infallible.hpp"

namespace mm {

/// Success, or an error `E`.
///
/// *Invariant*: an outcome with the error Infallible is a success (Init.error).
/// Source: `Result<(), E>`.
template <typename E>
class [[nodiscard]] Outcome {
 public:
    using Error = E;

    [[nodiscard]] static Outcome success() noexcept { return Outcome(std::nullopt); }
    [[nodiscard]] static Outcome failure(E error) { return Outcome(std::move(error)); }

    /// The same outcome with the error of the whole of which this was a part: the error itself, or
    /// none where there can be none (Init.error).
    template <typename Whole>
    requires std::same_as<E, Whole> || std::same_as<E, Infallible>
    [[nodiscard]] Outcome<Whole> widened() && {
        if constexpr (std::same_as<E, Whole>) {
            return std::move(*this);
        } else {
            return Outcome<Whole>::success();
        }
    }

    [[nodiscard]] bool succeeded() const noexcept { return !error_.has_value(); }
    [[nodiscard]] explicit operator bool() const noexcept { return succeeded(); }

    /// *Errors*: std::bad_optional_access if it succeeded.
    [[nodiscard]] const E& error() const& { return error_.value(); }
    [[nodiscard]] E error() && { return std::move(error_).value(); }

 private:
    explicit Outcome(std::optional<E> error) : error_(std::move(error)) {}

    std::optional<E> error_;
};

}  // namespace mm
