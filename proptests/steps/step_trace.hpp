// Every atomic step of a run, held against the fine-grained model (Protocol.steps).
#pragma once

#include <cstdint>
#include <deque>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "operations/operation.hpp"
#include "steps/step_model.hpp"

namespace mm::proptests {

/// Beside the steps of the model a build may look at the counters, to judge what it is called with:
/// relaxed loads that change nothing.
enum class Looks : bool { none, allowed };

/// The first step that the model does not allow, and the mm on whose words it was taken.
struct WrongStep {
    MmName mm{};
    std::string text{};
};

/// While it exists, steps are recorded, and each is judged in the state in which it was taken. At
/// most one exists at a time. Under ThreadSanitizer, and once they are `unwanted`, none is
/// recorded.
class StepTrace final : private StepRecorder {
 public:
    explicit StepTrace(Looks looks);
    StepTrace(const StepTrace&) = delete;
    StepTrace& operator=(const StepTrace&) = delete;
    ~StepTrace();

    /// From now on no run is recorded.
    static void unwanted() noexcept { wanted_ = false; }

    /// An mm was made with these references. `read_counters` reads its users, then its count: so it
    /// is seen where they lie.
    /// *Requires*: no other thread knows the mm.
    void made(MmName mm, std::uint64_t users, std::uint64_t grabs,
              const std::function<void()>& read_counters);

    /// On the thread that does it, around the operation. Those that work on no count (Effect::none
    /// and others) must take no step.
    void begins(const Operation& operation);
    void ends(bool refused, std::optional<bool> answer);

    /// A flush has returned, and no teardown was queued meanwhile: so the worker is in none.
    void flushed();

    [[nodiscard]] std::optional<WrongStep> wrong() const;
    /// How many steps the model has taken since the last call.
    [[nodiscard]] std::uint64_t take_number() noexcept;

 private:
    /// One mm, and what the worker does with it.
    struct Life {
        MmName mm{};
        const void* users = nullptr;
        const void* count = nullptr;
        /// Known once it was pushed.
        const void* link = nullptr;
        StepModel model;
        spec::At worker = spec::At::done;
        bool freed = false;
    };
    /// A thread and the operation that it is in.
    struct Thread {
        std::uint64_t run = 0;
        bool operating = false;
        /// It may end without a step: the ARef that it names may hold nothing.
        bool may_rest = false;
        bool stepped = false;
        /// It makes an mm, or reads where its words lie.
        bool unjudged = false;
        Kind kind{};
        std::uint8_t number = 0;
        spec::At at = spec::At::done;
        Life* life = nullptr;
    };
    /// A step of the model that was taken.
    struct Done {
        const Life* life;
        const spec::ModelStep* row;
        std::string who;
        std::uint64_t before;
        std::uint64_t after;
    };
    /// What a step works on; no life if that is of no mm.
    struct Target {
        Life* life = nullptr;
        spec::ModelWord word{};
    };

    void took(const TakenStep& step) noexcept override;
    [[nodiscard]] Target target_of(const TakenStep& step, Thread& thread);
    void judge(Target target, const TakenStep& step, Thread& thread);
    void take_queue(const TakenStep& step, Thread& thread);
    void judge_free(const Thread& thread);
    void refuse(const Life* life, const Thread& thread, spec::At at, const std::string& what);
    [[nodiscard]] std::string who(const Thread& thread) const;
    [[nodiscard]] std::string steps_before(const Life* life) const;
    [[nodiscard]] Thread& this_thread() const;

    static inline bool wanted_ = true;
    static thread_local Thread thread_;

    Looks looks_;
    bool recording_ = false;
    std::uint64_t run_ = 0;
    /// A deque: threads keep the addresses of lives.
    std::deque<Life> lives_;
    std::vector<Done> done_;
    const void* queue_ = nullptr;
    std::uint64_t number_ = 0;
    std::optional<WrongStep> wrong_;
};

}  // namespace mm::proptests
