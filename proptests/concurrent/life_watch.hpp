// What an implementation tells of the life of one mm.
#pragma once

#include <array>
#include <atomic>
#include <cstddef>

#include "concurrent/clock.hpp"
#include "concurrent/history.hpp"
#include "schedule/step_recorder.hpp"

namespace mm::proptests {

/// Takes down when the contents of one mm are torn down and when its struct is freed. Any thread
/// may call, at any time, more than once: that an implementation does so is what is looked for.
class LifeWatch {
 public:
    LifeWatch(MmName mm, Clock& clock) noexcept : mm_(mm), clock_(clock) {}
    LifeWatch(const LifeWatch&) = delete;
    LifeWatch& operator=(const LifeWatch&) = delete;

    void teardown_begins() noexcept { note(Happening::What::teardown_begins); }
    void teardown_ends() noexcept { note(Happening::What::teardown_ends); }
    void freed() noexcept {
        note(Happening::What::freed);
        RecordedStep().took({.step = Step::free});
    }

    /// *Requires*: every thread rests. The events in the order of their moments.
    [[nodiscard]] Lane events() const;
    [[nodiscard]] bool is_freed() const noexcept { return times(Happening::What::freed) != 0; }
    /// Those that have ended.
    [[nodiscard]] unsigned teardowns() const noexcept {
        return times(Happening::What::teardown_ends);
    }

 private:
    /// More than any legal life has, so that what is too much is seen.
    static constexpr std::size_t most_noted = 8;
    struct Noted {
        Happening::What what{};
        Moment moment = 0;
    };

    [[nodiscard]] unsigned times(Happening::What what) const noexcept;
    void note(Happening::What what) noexcept {
        const std::size_t place = noted_.fetch_add(1);
        if (place < most_noted) events_[place] = {what, clock_.now()};
    }

    MmName mm_;
    Clock& clock_;
    std::atomic<std::size_t> noted_{0};
    std::array<Noted, most_noted> events_{};
};

}  // namespace mm::proptests
