// The words that the reports share.
#pragma once

#include <string>
#include <string_view>

#include "mm/contracts/history.hpp"
#include "mm/contracts/ledger.hpp"
#include "mm/contracts/place.hpp"
#include "mm/contracts/subject.hpp"

namespace mm::contracts {

[[nodiscard]] std::string_view name_of(Phase phase) noexcept;
[[nodiscard]] std::string in_words(Place place);
[[nodiscard]] std::string in_words(Owned owned);
/// What the operation is called on this type (spec/operations.md).
[[nodiscard]] std::string_view name_of(spec::Operation operation, TypeName type) noexcept;
/// As a line of an operation trace in which the object is `a`, with its place as a comment.
[[nodiscard]] std::string in_words(const Step& step, TypeName type);
/// The type at the head of a line about an object of it.
[[nodiscard]] std::string heading(TypeName type);
[[nodiscard]] std::string address(const void* object);

}  // namespace mm::contracts
