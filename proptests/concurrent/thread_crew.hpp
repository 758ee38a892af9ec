// Kept threads that start together.
#pragma once

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <thread>
#include <vector>

namespace mm::proptests {

/// A few threads that wait for work and do it at the same time. Making a thread takes longer than a
/// case, so they are kept.
class ThreadCrew {
 public:
    explicit ThreadCrew(std::size_t members);
    ThreadCrew(const ThreadCrew&) = delete;
    ThreadCrew& operator=(const ThreadCrew&) = delete;
    ~ThreadCrew();

    /// Runs `work(number)` on the threads 0 to `number_of_threads` - 1 at once, and returns when
    /// all have ended. *Requires*: at most as many as there are members.
    void run(std::size_t number_of_threads, const std::function<void(std::size_t)>& work);

 private:
    void live(std::size_t number);

    const std::function<void(std::size_t)>* work_ = nullptr;
    std::size_t working_ = 0;
    /// Counts the runs; its change is the start.
    std::atomic<std::uint32_t> round_{0};
    /// How many have come to the start, so that they leave it together.
    std::atomic<std::size_t> ready_{0};
    std::atomic<std::uint32_t> ended_{0};
    bool leaving_ = false;
    std::vector<std::thread> members_;
};

}  // namespace mm::proptests
