// Bytes as one execution of a small concurrent program.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>

#include "explorer/client_program.hpp"
#include "explorer/schedule.hpp"

namespace mm::fuzz {

/// Bytes that belong together: one says which thread does what, three how the execution goes on.
/// So an input with an operation less has the choices less that it had room for.
inline constexpr std::size_t schedule_unit = 4;

/// An execution has up to 128 events. So many operations seldom need more.
inline constexpr std::size_t most_client_operations = 24;

/// The program of an input: two to four threads, through any of the interfaces. Any bytes are one.
/// What a thread may not do gives way to the next operation that it may.
[[nodiscard]] explorer::ClientProgram program_from(std::span<const std::uint8_t> bytes);

/// Goes on as the bytes say wherever there is a choice: which thread takes its next step, and what
/// it reads. When there are no more it takes the first way.
class ScheduleFromBytes final : public explorer::Guide {
 public:
    explicit ScheduleFromBytes(std::span<const std::uint8_t> bytes) noexcept : bytes_(bytes) {}

    std::optional<std::size_t> choose(const explorer::ExecutionGraph& graph,
                                      std::span<const explorer::Event> ways) override;

    /// What was chosen.
    [[nodiscard]] const explorer::Schedule& taken() const noexcept { return taken_; }

 private:
    std::span<const std::uint8_t> bytes_;
    std::size_t next_ = 0;
    explorer::Schedule taken_{};
};

}  // namespace mm::fuzz
