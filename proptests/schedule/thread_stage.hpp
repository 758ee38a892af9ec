// A stage of kept threads.
#pragma once

#include <array>
#include <functional>
#include <memory>
#include <optional>

#include "schedule/stage.hpp"

namespace mm::proptests {

class ThreadStage final : public Stage {
 public:
    ThreadStage();
    ThreadStage(const ThreadStage&) = delete;
    ThreadStage& operator=(const ThreadStage&) = delete;
    /// Lets stopped operations run to their end first.
    ~ThreadStage() override;

    Progress run(std::uint8_t thread, std::function<void()> work,
                 std::optional<Stop> before) override;
    Progress resume(std::uint8_t thread) override;
    void finish() override;

 private:
    class Worker;
    std::array<std::unique_ptr<Worker>, threads> workers_;
};

}  // namespace mm::proptests
