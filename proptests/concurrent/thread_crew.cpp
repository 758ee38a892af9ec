#include "concurrent/thread_crew.hpp"

#include "concurrent/spin.hpp"

namespace mm::proptests {

ThreadCrew::ThreadCrew(std::size_t members) {
    for (std::size_t number = 0; number != members; ++number) {
        members_.emplace_back([this, number] { live(number); });
    }
}

ThreadCrew::~ThreadCrew() {
    leaving_ = true;
    round_.fetch_add(1);
    round_.notify_all();
    for (std::thread& member : members_) member.join();
}

void ThreadCrew::run(std::size_t number_of_threads, const std::function<void(std::size_t)>& work) {
    work_ = &work;
    working_ = number_of_threads;
    ready_.store(0);
    ended_.store(0);
    round_.fetch_add(1);
    round_.notify_all();
    // Every member reports, so that none is still at an earlier round when the next begins.
    const auto all = static_cast<std::uint32_t>(members_.size());
    for (std::uint32_t ended = ended_.load(); ended != all; ended = ended_.load()) {
        ended_.wait(ended);
    }
}

void ThreadCrew::live(std::size_t number) {
    for (std::uint32_t seen = 0;;) {
        round_.wait(seen);
        ++seen;
        if (leaving_) return;
        if (number < working_) {
            ready_.fetch_add(1);
            spin_until([this] { return ready_.load() == working_; });
            (*work_)(number);
        }
        if (ended_.fetch_add(1) + 1 == members_.size()) ended_.notify_one();
    }
}

}  // namespace mm::proptests
