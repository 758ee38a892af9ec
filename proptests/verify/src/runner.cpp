#include "runner.hpp"

#include <poll.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <csignal>
#include <string_view>

#include "child.hpp"
#include "signals.hpp"

namespace mm::verify {
namespace {

constexpr int refresh_milliseconds = 200;
constexpr std::chrono::seconds grace{5};

/// A program that runs, with what it printed so far.
class Running {
 public:
    Running(std::size_t index, const Step& step, std::chrono::seconds deadline)
        : index_(index),
          transcript_(std::make_shared<Transcript>(step.log, step.markers)),
          deadline_(start_ + step.budget + deadline),
          child_(step.command, step.environment) {}

    [[nodiscard]] std::size_t index() const noexcept { return index_; }
    [[nodiscard]] int output() const noexcept { return child_.output(); }
    [[nodiscard]] Progress progress() const {
        return {index_, Clock::now() - start_, transcript_.get()};
    }

    void read_output() {
        std::array<char, 65536> buffer{};
        // Bounded, so that a program that prints without end does not keep the others waiting.
        for (int round = 0; round != 64; ++round) {
            const ssize_t size = read(child_.output(), buffer.data(), buffer.size());
            if (size <= 0) return;
            transcript_->add({buffer.data(), static_cast<std::size_t>(size)});
        }
    }

    /// Asks the program to end; at the second time, ends it.
    void interrupt() {
        if (child_.has_ended()) return;
        end_early(Ending::Reason::interrupted);
    }

    void keep_deadline() {
        if (Clock::now() < deadline_ || child_.has_ended()) return;
        end_early(Ending::Reason::past_deadline);
    }

    [[nodiscard]] std::optional<Ending> ending() {
        const std::optional<int> status = child_.reap();
        if (!status) return std::nullopt;
        read_output();
        transcript_->finish();
        return Ending{reason_, *status, Clock::now() - start_, transcript_};
    }

 private:
    void end_early(Ending::Reason reason) {
        const bool asked = reason_ != Ending::Reason::by_itself;
        if (!asked) reason_ = reason;
        child_.send(asked ? SIGKILL : SIGINT);
        deadline_ = Clock::now() + grace;
    }

    std::size_t index_;
    std::shared_ptr<Transcript> transcript_;
    Clock::time_point start_ = Clock::now();
    Clock::time_point deadline_;
    Ending::Reason reason_ = Ending::Reason::by_itself;
    Child child_;
};

class Runner {
 public:
    Runner(const std::vector<Step>& steps, std::chrono::seconds deadline, std::size_t together,
           Observer& observer)
        : steps_(steps),
          deadline_(deadline),
          together_(together),
          observer_(observer),
          endings_(steps.size()) {}

    [[nodiscard]] bool run() {
        while (true) {
            start_some();
            if (running_.empty()) break;
            wait();
            if (signals_.asked_to_end()) interrupt();
            for (const auto& running : running_) {
                running->read_output();
                running->keep_deadline();
            }
            collect();
            report();
        }
        return !interrupted_;
    }

 private:
    void start_some() {
        while (!interrupted_ && next_ != steps_.size() && running_.size() < together_) {
            running_.push_back(std::make_unique<Running>(next_, steps_[next_], deadline_));
            ++next_;
        }
    }

    void wait() {
        std::vector<pollfd> watched{{signals_.readable(), POLLIN, 0}};
        for (const auto& running : running_) watched.push_back({running->output(), POLLIN, 0});
        poll(watched.data(), watched.size(), refresh_milliseconds);
        // A program that closed its output and goes on would keep poll from waiting.
        for (std::size_t index = 1; index != watched.size(); ++index) {
            if ((watched[index].revents & POLLIN) == 0 && watched[index].revents != 0) {
                poll(watched.data(), 1, refresh_milliseconds / 10);
                return;
            }
        }
    }

    void interrupt() {
        interrupted_ = true;
        for (const auto& running : running_) running->interrupt();
    }

    void collect() {
        for (auto running = running_.begin(); running != running_.end();) {
            if (std::optional<Ending> ending = (*running)->ending()) {
                endings_[(*running)->index()] = std::move(ending);
                running = running_.erase(running);
            } else {
                ++running;
            }
        }
    }

    void report() {
        while (reported_ != steps_.size() && endings_[reported_]) {
            observer_.ended(reported_, *endings_[reported_]);
            ++reported_;
        }
        std::vector<Progress> progress;
        for (const auto& running : running_) progress.push_back(running->progress());
        observer_.running(progress);
    }

    const std::vector<Step>& steps_;
    std::chrono::seconds deadline_;
    std::size_t together_;
    Observer& observer_;
    Signals signals_;
    std::vector<std::optional<Ending>> endings_;
    std::vector<std::unique_ptr<Running>> running_;
    std::size_t next_ = 0;
    std::size_t reported_ = 0;
    bool interrupted_ = false;
};

}  // namespace

bool run_steps(const std::vector<Step>& steps, std::chrono::seconds deadline, std::size_t together,
               Observer& observer) {
    return Runner(steps, deadline, together, observer).run();
}

}  // namespace mm::verify
