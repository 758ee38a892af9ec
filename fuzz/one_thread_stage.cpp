#include "one_thread_stage.hpp"

#include <ucontext.h>

#include <cstddef>
#include <utility>

/// AddressSanitizer is told which stack is in use; elsewhere these are not there.
extern "C" {
[[gnu::weak]] void start_switch(void** left, const void* bottom,
                                std::size_t size) asm("__sanitizer_start_switch_fiber");
[[gnu::weak]] void finish_switch(void* entered, const void** bottom,
                                 std::size_t* size) asm("__sanitizer_finish_switch_fiber");
}

namespace mm::fuzz {

using proptests::StageObserver;
using proptests::step_observer;
using proptests::Stop;

namespace {

/// With room for the report of a sanitizer.
constexpr std::size_t stack_size = std::size_t{256} * 1024;

/// One of two sides that go on in turns.
struct Side {
    ucontext_t context{};
    const void* bottom = nullptr;
    std::size_t size = 0;
};

/// Returns when `from` is switched to again.
void go(Side& from, Side& to) {
    void* left = nullptr;
    if (start_switch != nullptr) start_switch(&left, to.bottom, to.size);
    swapcontext(&from.context, &to.context);
    if (finish_switch != nullptr) finish_switch(left, nullptr, nullptr);
}

}  // namespace

class OneThreadStage::Worker final : public StageObserver {
 public:
    Worker(std::uint8_t thread, const Watch& watch, Exchange exchange)
        : StageObserver(watch),
          thread_(thread),
          exchange_(exchange),
          stack_(std::make_unique<std::byte[]>(stack_size)) {
        own_.bottom = stack_.get();
        own_.size = stack_size;
        getcontext(&own_.context);
        own_.context.uc_stack.ss_sp = stack_.get();
        own_.context.uc_stack.ss_size = stack_size;
        makecontext(&own_.context, &Worker::start, 0);
        // AddressSanitizer would take what the stack holds for gone at each jump to it.
        own_.context.uc_stack.ss_size = 0;
    }
    Worker(const Worker&) = delete;
    Worker& operator=(const Worker&) = delete;
    ~Worker() { finish(); }

    Progress run(std::function<void()> work, std::optional<Stop> before) {
        work_ = std::move(work);
        stop_before(before);
        return give_turn();
    }

    Progress resume() { return give_turn(); }

    void finish() {
        stop_before(std::nullopt);
        if (progress_ == Progress::stopped) resume();
    }

 private:
    void stop_here() override {
        progress_ = Progress::stopped;
        go(own_, caller_);
    }

    Progress give_turn() {
        proptests::StepObserver* const outer = std::exchange(step_observer, this);
        exchange_(thread_);
        Worker* const before = std::exchange(entered, this);
        go(caller_, own_);
        entered = before;
        exchange_(thread_);
        step_observer = outer;
        return progress_;
    }

    static void start() { entered->live(); }

    [[noreturn]] void live() {
        // The first that this stack learns of whoever jumped to it.
        if (finish_switch != nullptr) finish_switch(nullptr, &caller_.bottom, &caller_.size);
        for (;;) {
            std::exchange(work_, nullptr)();
            progress_ = Progress::ended;
            go(own_, caller_);
        }
    }

    static inline Worker* entered = nullptr;
    const std::uint8_t thread_;
    const Exchange exchange_;
    std::unique_ptr<std::byte[]> stack_;
    Side own_;
    Side caller_;
    std::function<void()> work_;
    Progress progress_ = Progress::ended;
};

OneThreadStage::OneThreadStage(Exchange exchange) {
    std::uint8_t thread = 0;
    for (auto& worker : workers_) worker = std::make_unique<Worker>(++thread, watch_, exchange);
}

OneThreadStage::~OneThreadStage() = default;

proptests::Stage::Progress OneThreadStage::run(std::uint8_t thread, std::function<void()> work,
                                               std::optional<Stop> before) {
    return workers_[thread - 1U]->run(std::move(work), before);
}

proptests::Stage::Progress OneThreadStage::resume(std::uint8_t thread) {
    return workers_[thread - 1U]->resume();
}

void OneThreadStage::finish() {
    for (auto& worker : workers_) worker->finish();
}

}  // namespace mm::fuzz
