// A stage on one thread, for speed: a turn is a jump to another stack, and not a wait for a thread.
#pragma once

#include <array>
#include <functional>
#include <memory>
#include <optional>

#include "schedule/stage.hpp"

namespace mm::fuzz {

/// Each of its threads is a stack, and what `Exchange` knows of.
class OneThreadStage final : public proptests::Stage {
 public:
    /// Exchanges what a thread has for itself alone, as a thread_local variable, with what the
    /// named thread of the stage has put away. Called before each turn of that thread and after it.
    using Exchange = void (*)(std::uint8_t thread);

    explicit OneThreadStage(Exchange exchange);
    OneThreadStage(const OneThreadStage&) = delete;
    OneThreadStage& operator=(const OneThreadStage&) = delete;
    /// Lets stopped operations run to their end first.
    ~OneThreadStage() override;

    Progress run(std::uint8_t thread, std::function<void()> work,
                 std::optional<proptests::Stop> before) override;
    Progress resume(std::uint8_t thread) override;
    void finish() override;

 private:
    class Worker;
    std::array<std::unique_ptr<Worker>, proptests::threads> workers_;
};

}  // namespace mm::fuzz
