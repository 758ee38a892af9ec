// The steps of which litmus programs are made.
#pragma once

#include <array>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "explorer/modelled_atomic.hpp"
#include "explorer/program.hpp"

namespace mm::explorer {

enum class Variable : std::uint8_t { x, y, z };

/// What the threads of a litmus program share.
class Shared {
 public:
    struct Variables {
        Atomic<int> x{0};
        Atomic<int> y{0};
        Atomic<int> z{0};
    };
    static constexpr std::size_t registers = 8;

    void begin() {
        read_.fill(std::nullopt);
        last_.fill(std::nullopt);
        Machine::running()->name_next({"x", "y", "z"});
        variables_ = new Variables;
    }
    void end(const std::vector<Variable>& looked_at) {
        for (const Variable variable : looked_at) {
            last_[static_cast<std::size_t>(variable)] =
                at(variable).load(std::memory_order_relaxed);
        }
        delete variables_;
    }
    [[nodiscard]] Atomic<int>& at(Variable variable) {
        switch (variable) {
            case Variable::x:
                return variables_->x;
            case Variable::y:
                return variables_->y;
            case Variable::z:
                break;
        }
        return variables_->z;
    }
    void put(std::size_t name, int value) { read_[name] = value; }

    [[nodiscard]] std::string outcome() const {
        std::string text;
        for (std::size_t name = 0; name != registers; ++name) {
            if (read_[name])
                text += " r" + std::to_string(name) + '=' + std::to_string(*read_[name]);
        }
        for (std::size_t name = 0; name != last_.size(); ++name) {
            if (!last_[name]) continue;
            text += std::string(" ") + "xyz"[name] + '=' + std::to_string(*last_[name]);
        }
        return text.empty() ? text : text.substr(1);
    }

 private:
    Variables* variables_ = nullptr;
    std::array<std::optional<int>, registers> read_{};
    std::array<std::optional<int>, 3> last_{};
};

using Step = std::function<void(Shared&)>;

[[nodiscard]] inline Step write(Variable variable, int value, std::memory_order order) {
    return [=](Shared& shared) { shared.at(variable).store(value, order); };
}
[[nodiscard]] inline Step read(std::size_t into, Variable variable, std::memory_order order) {
    return [=](Shared& shared) { shared.put(into, shared.at(variable).load(order)); };
}
[[nodiscard]] inline Step add(std::size_t into, Variable variable, int amount,
                              std::memory_order order) {
    return [=](Shared& shared) { shared.put(into, shared.at(variable).fetch_add(amount, order)); };
}
[[nodiscard]] inline Step exchange(std::size_t into, Variable variable, int value,
                                   std::memory_order order) {
    return [=](Shared& shared) { shared.put(into, shared.at(variable).exchange(value, order)); };
}
/// Reads 1 if it wrote, 0 if not.
[[nodiscard]] inline Step replace(std::size_t into, Variable variable, int expected, int desired,
                                  std::memory_order order) {
    return [=](Shared& shared) {
        int seen = expected;
        shared.put(into, shared.at(variable).compare_exchange_strong(seen, desired, order,
                                                                     std::memory_order_relaxed));
    };
}
[[nodiscard]] inline Step replace_weakly(std::size_t into, Variable variable, int expected,
                                         int desired, std::memory_order order) {
    return [=](Shared& shared) {
        int seen = expected;
        shared.put(into, shared.at(variable).compare_exchange_weak(seen, desired, order,
                                                                   std::memory_order_relaxed));
    };
}
[[nodiscard]] inline Step fence_of(std::memory_order order) {
    return [=](Shared&) { fence(order); };
}

[[nodiscard]] inline Program litmus_program(std::string name,
                                            const std::vector<std::vector<Step>>& threads,
                                            std::vector<Variable> looked_at = {}) {
    const auto shared = std::make_shared<Shared>();
    Program program{.name = std::move(name)};
    program.begin = [shared] { shared->begin(); };
    for (const std::vector<Step>& steps : threads) {
        program.threads.emplace_back([shared, steps] {
            for (const Step& step : steps) step(*shared);
        });
    }
    program.end = [shared, looked_at = std::move(looked_at)] { shared->end(looked_at); };
    program.outcome = [shared] { return shared->outcome(); };
    return program;
}

}  // namespace mm::explorer
