// What the threads of a client do, and through which of the library's interfaces.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "concurrent/program.hpp"

namespace mm::explorer {

/// The raw calls; ARefs, which own a reference while an operation lasts and hand it to raw code at
/// its end; or those of a type of one's own (TwoTierCounted), which defers no teardown.
enum class Interface : std::uint8_t { raw_calls, arefs, own_type };
inline constexpr std::array interfaces{Interface::raw_calls, Interface::arefs, Interface::own_type};

/// `raw`, `arefs` or `own`, and the interface of such a name.
[[nodiscard]] std::string_view name_of(Interface interface) noexcept;
[[nodiscard]] std::optional<Interface> interface_named(std::string_view name) noexcept;

struct ClientProgram {
    Interface interface = Interface::raw_calls;
    proptests::ConcurrentProgram drawn{};
};

/// The operations that clients of an interface hold, as one writes them: those on the counts, and a
/// user or a grab that a thread hands over (`into_raw`) to whichever takes it over (`from_raw`).
[[nodiscard]] std::span<const proptests::Operation> operations_of(Interface interface) noexcept;
[[nodiscard]] std::string_view name_of(const proptests::Operation& operation);

/// Whether a thread with these references may do it. One that takes over what nobody has handed
/// over gets nothing.
[[nodiscard]] bool client_may_do(const proptests::Operation& operation,
                                 const proptests::Owned& owned);

/// What the thread owns afterwards. The answer of a take-over is that something was there; that of
/// a hand-over, that it found another reference in the place for its own, and has that now.
void client_accounts(const proptests::Operation& operation, bool answer, proptests::Owned& owned);

/// The answer that lets the thread go on with most.
[[nodiscard]] bool best_answer(const proptests::Operation& operation);

}  // namespace mm::explorer
