#include "steps/step_trace.hpp"

#include <algorithm>
#include <array>
#include <atomic>
#include <iomanip>
#include <sstream>
#include <stdexcept>
#include <utility>
#include <vector>

#include "model/effect.hpp"
#include "schedule/memory_order_name.hpp"
#include "schedule/stepped_atomic.hpp"

namespace mm::proptests {

using spec::At;
using spec::ModelStep;
using spec::ModelWord;

namespace {

#if defined(__SANITIZE_THREAD__)
constexpr bool sanitizes_threads = true;
#elif defined(__has_feature)
constexpr bool sanitizes_threads = __has_feature(thread_sanitizer);
#else
constexpr bool sanitizes_threads = false;
#endif

/// As many steps are told of a wrong run at most.
constexpr std::size_t most_told = 16;

/// The addresses that are read while it exists, on this thread.
class ReadAddresses final : public StepObserver {
 public:
    ReadAddresses() : outer_(std::exchange(step_observer, this)) {}
    ReadAddresses(const ReadAddresses&) = delete;
    ReadAddresses& operator=(const ReadAddresses&) = delete;
    ~ReadAddresses() { step_observer = outer_; }

    void before(Step step, const void* address) override {
        if (step == Step::load) found.push_back(address);
    }
    std::vector<const void*> found;

 private:
    StepObserver* outer_;
};

/// Where the operation of the model begins.
[[nodiscard]] At beginning_of(const Operation& operation) {
    const bool users = tier_of(operation) == Tier::users;
    switch (effect_of(operation.kind)) {
        case Effect::take:
            return users ? At::mmget : At::mmgrab;
        case Effect::give_up:
        case Effect::move:
            if (!users) return At::mmdrop;
            return defers(operation) ? At::mmput_async : At::mmput;
        case Effect::upgrade:
            return At::mmget_not_zero;
        default:
            return At::done;
    }
}

[[nodiscard]] bool may_end_at(At at) {
    return at == At::done || at == At::yes || at == At::no || at == At::freed;
}

[[nodiscard]] std::string_view name_of(ModelWord word) {
    constexpr std::array<std::string_view, 5> names{"", "users", "count", "its link", "the queue"};
    return names[static_cast<std::size_t>(word)];
}

[[nodiscard]] std::string change_text(ModelWord word, std::uint64_t before, std::uint64_t after) {
    if (word != ModelWord::users && word != ModelWord::count) return "";
    const auto number = [word](std::uint64_t value) {
        return word == ModelWord::users ? users_text(value) : std::to_string(value);
    };
    std::string text = std::string(name_of(word)) + " " + number(before);
    if (before != after) text += " -> " + number(after);
    return text;
}

[[nodiscard]] std::string step_text(ModelWord word, const TakenStep& step) {
    constexpr std::array<std::string_view, 8> names{
        "load",     "store",        "fetch_add", "fetch_sub", "compare_exchange",
        "exchange", "the teardown", "the free"};
    std::string text(names[static_cast<std::size_t>(step.step)]);
    if (step.step == Step::teardown || step.step == Step::free) return text;
    text += " of " + std::string(name_of(word)) + ", " + std::string(memory_order_name(step.order));
    const std::string change = change_text(word, step.before, step.after);
    return change.empty() ? text : text + " (" + change + ")";
}

[[nodiscard]] bool is_look(ModelWord word, const TakenStep& step) {
    return step.step == Step::load && step.order == std::memory_order_relaxed &&
           (word == ModelWord::users || word == ModelWord::count);
}

}  // namespace

thread_local StepTrace::Thread StepTrace::thread_;

StepTrace::StepTrace(Looks looks) : looks_(looks) {
    static std::atomic<std::uint64_t> runs{0};
    if (sanitizes_threads || !wanted_) return;
    recording_ = true;
    run_ = runs.fetch_add(1) + 1;
    RecordedStep::tell(this);
}

StepTrace::~StepTrace() {
    if (recording_) RecordedStep::tell(nullptr);
}

StepTrace::Thread& StepTrace::this_thread() const {
    // What is left of an earlier run is forgotten.
    if (thread_.run != run_) thread_ = {.run = run_};
    return thread_;
}

void StepTrace::made(MmName mm, std::uint64_t users, std::uint64_t grabs,
                     const std::function<void()>& read_counters) {
    if (!recording_) return;
    Thread& thread = this_thread();
    thread.unjudged = true;
    ReadAddresses read;
    read_counters();
    thread.unjudged = false;
    if (read.found.size() != 2) {
        throw std::logic_error(
            "the counters of an mm are not read by two atomic loads: adapt "
            "proptests/steps to how they are");
    }
    const RecordedStep between_steps;
    for (Life& life : lives_) {
        // Another mm may be made where a freed one lay.
        if (life.users == read.found[0]) life.users = life.count = life.link = nullptr;
    }
    lives_.push_back({.mm = mm,
                      .users = read.found[0],
                      .count = read.found[1],
                      .model = StepModel(users, grabs)});
}

void StepTrace::begins(const Operation& operation) {
    if (!recording_) return;
    const Effect effect = effect_of(operation.kind);
    // What a flush does on this thread is the worker's work.
    if (effect == Effect::flush) return;
    Thread& thread = this_thread();
    thread = {.run = run_,
              .operating = true,
              .may_rest = names_aref(operation.kind),
              // Nobody else knows what it makes, which may lie where a freed mm lay.
              .unjudged = effect == Effect::make,
              .kind = operation.kind,
              .number = operation.thread,
              .at = beginning_of(operation)};
}

void StepTrace::ends(bool refused, std::optional<bool> answer) {
    if (!recording_) return;
    Thread& thread = this_thread();
    if (!thread.operating) return;
    const RecordedStep between_steps;
    if (refused && thread.stepped) {
        refuse(thread.life, thread, thread.at, "it is refused after a step");
    } else if ((refused || thread.may_rest) && !thread.stepped) {
        // It has done nothing.
    } else if (!may_end_at(thread.at)) {
        refuse(thread.life, thread, thread.at, "it returns");
    } else if (answer && (thread.at == At::yes || thread.at == At::no) &&
               *answer != (thread.at == At::yes)) {
        refuse(thread.life, thread, thread.at, *answer ? "it answers yes" : "it answers no");
    }
    thread.operating = thread.unjudged = false;
}

void StepTrace::flushed() {
    if (!recording_) return;
    const RecordedStep between_steps;
    for (const Life& life : lives_) {
        if (!may_end_at(life.worker)) refuse(&life, {}, life.worker, "the flush returns");
    }
}

std::optional<WrongStep> StepTrace::wrong() const {
    if (!recording_) return std::nullopt;
    const RecordedStep between_steps;
    return wrong_;
}

std::uint64_t StepTrace::take_number() noexcept {
    if (!recording_) return 0;
    const RecordedStep between_steps;
    return std::exchange(number_, 0);
}

void StepTrace::took(const TakenStep& step) noexcept {
    // What comes after a wrong step is judged by nothing.
    if (wrong_) return;
    Thread& thread = this_thread();
    if (thread.unjudged) return;
    if (step.step == Step::free) return judge_free(thread);
    if (step.step == Step::exchange && step.address == queue_ && step.after == 0) {
        return take_queue(step, thread);
    }
    const Target target = target_of(step, thread);
    if (target.life != nullptr) judge(target, step, thread);
}

StepTrace::Target StepTrace::target_of(const TakenStep& step, Thread& thread) {
    if (step.step == Step::teardown) return {thread.life, ModelWord::none};
    for (Life& life : lives_) {
        if (step.address == life.users) return {&life, ModelWord::users};
        if (step.address == life.count) return {&life, ModelWord::count};
        if (life.link == nullptr) continue;
        if (step.address == life.link) return {&life, ModelWord::link};
        if (step.step == Step::exchange && step.after == step_word(life.link)) {
            queue_ = step.address;
            return {&life, ModelWord::queue};
        }
    }
    // The first step of a push tells where the link lies.
    if (step.step == Step::store && thread.operating && thread.at == At::queueing) {
        thread.life->link = step.address;
        return {thread.life, ModelWord::link};
    }
    return {};
}

void StepTrace::judge(Target target, const TakenStep& step, Thread& thread) {
    Life& life = *target.life;
    if (is_look(target.word, step) && !life.model.gone() &&
        (looks_ == Looks::allowed || !thread.operating)) {
        if (!life.model.reads_as(target.word, step.before)) {
            refuse(&life, thread, thread.at, step_text(target.word, step));
        }
        return;
    }
    At& at = thread.operating ? thread.at : life.worker;
    const bool same = !thread.operating || thread.life == nullptr || thread.life == &life;
    const ModelStep* const row =
        same ? life.model.take(at, target.word, step, thread.number) : nullptr;
    if (row == nullptr) return refuse(&life, thread, at, step_text(target.word, step));
    thread.life = &life;
    thread.stepped = true;
    at = row->then;
    if (row->then == At::queued) life.worker = At::worker;
    ++number_;
    done_.push_back({&life, row, who(thread), step.before, step.after});
}

void StepTrace::take_queue(const TakenStep& step, Thread& thread) {
    const bool operating = std::exchange(thread.operating, false);
    for (Life& life : lives_) {
        if (life.worker == At::worker) judge({&life, ModelWord::queue}, step, thread);
    }
    thread.operating = operating;
}

void StepTrace::judge_free(const Thread& thread) {
    Life* const life = thread.life;
    if (life == nullptr) {
        if (thread.operating) refuse(nullptr, thread, thread.at, "the free");
        return;
    }
    if (!life->model.gone() || life->freed) {
        return refuse(life, thread, thread.operating ? thread.at : life->worker, "the free");
    }
    life->freed = true;
}

std::string StepTrace::who(const Thread& thread) const {
    if (!thread.operating) return "worker";
    return "T" + std::to_string(thread.number) + " " + std::string(spec::text(thread.kind).name);
}

std::string StepTrace::steps_before(const Life* life) const {
    std::vector<const Done*> told;
    for (const Done& done : done_) {
        if (done.life == life) told.push_back(&done);
    }
    if (told.empty()) return "";
    std::ostringstream out;
    out << "\n  steps before";
    const std::size_t first = told.size() > most_told ? told.size() - most_told : 0;
    if (first != 0) out << ", the last " << most_told << " of " << told.size();
    for (std::size_t place = first; place != told.size(); ++place) {
        const Done& done = *told[place];
        out << "\n    " << std::left << std::setw(34) << done.who << std::setw(32)
            << (done.row->name.empty() ? done.row->text : done.row->name)
            << change_text(done.row->word, done.before, done.after);
    }
    return out.str();
}

void StepTrace::refuse(const Life* life, const Thread& thread, At at, const std::string& what) {
    if (wrong_) return;
    const std::string of(
        life == nullptr ? ""
                        : " " + std::string(mm_name_texts[static_cast<std::size_t>(life->mm)]));
    std::string text = who(thread) + of + ": " + what + ", which the model does not allow";
    text += "\n  it stands at  " + std::string(spec::at_texts[static_cast<std::size_t>(at)]) +
            " (spec/model/steps.md)";
    if (life != nullptr) {
        text += "\n  the state     " + life->model.text();
        std::string allowed;
        for (const ModelStep* row : life->model.allowed(at)) {
            allowed += (allowed.empty() ? "" : ", or ") + std::string(row->text) +
                       (row->name.empty() ? "" : ": " + std::string(row->name));
        }
        text += "\n  allowed       " + (allowed.empty() ? "none" : allowed);
        text += steps_before(life);
    }
    wrong_ = WrongStep{life == nullptr ? MmName::a : life->mm, std::move(text)};
}

}  // namespace mm::proptests
