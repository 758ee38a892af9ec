#include "stage.hpp"

#include <utility>

namespace mm::process {
namespace {

using spec::Clause;

[[nodiscard]] std::string in_words(std::optional<Counters> counters) {
    if (!counters) return "freed";
    return "users " + std::to_string(counters->users) + ", count " +
           std::to_string(counters->count);
}

[[nodiscard]] std::string in_words(const Reading& reading) {
    switch (reading.seen) {
        case Seen::data:
            return "data";
        case Seen::no_bytes:
            return "0 bytes";
        case Seen::unmapped:
            return "EIO";
    }
    return {};
}

[[nodiscard]] bool grants(const Reading& reading) noexcept {
    return reading.seen != Seen::no_bytes;
}

/// What is wrong with the state of an mm at rest, if anything.
[[nodiscard]] std::optional<Step::Broken> judge_state(const PeerMm& mm,
                                                      std::optional<Counters> expected) {
    const bool live = expected && expected->users != 0;
    const unsigned teardowns = mm.teardowns();
    if (live && teardowns != 0) {
        return Step::Broken{Clause::teardown_order,
                            "the library tore the address space down while it has users"};
    }
    if (!live && teardowns != 1) {
        return Step::Broken{Clause::teardown_once, "users is zero and the library tore down " +
                                                       std::to_string(teardowns) + " times"};
    }
    const std::optional<Counters> counters = mm.counters();
    if (counters == expected) return std::nullopt;
    const Clause clause = !counters   ? Clause::count_held
                          : !expected ? Clause::liveness_freed
                                      : Clause::count_word;
    return Step::Broken{clause, "this process's references make it " + in_words(expected) +
                                    ", the library has it " + in_words(counters)};
}

[[nodiscard]] std::optional<Step::Broken> judge_refusal() {
    const std::optional<RefusalRecord::Refused> refused = RefusalRecord::take();
    if (!refused) return std::nullopt;
    return Step::Broken{refused->clause,
                        "a contract of the library reports, of legal calls:\n" + refused->report};
}

}  // namespace

Stage::Stage(Waiter& waiter, const LibraryCalls& calls, Journal& journal,
             std::chrono::milliseconds patience)
    : waiter_(waiter), calls_(calls), journal_(journal), patience_(patience) {}

void Stage::finish(Step step, const PeerMm& mm, std::optional<Counters> expected) {
    if (std::optional<Step::Broken> refusal = judge_refusal()) {
        step.broken = refusal;
        journal_.add(std::move(step));
        throw Stopped();
    }
    if (!step.broken) step.broken = judge_state(mm, expected);
    if (!step.broken) {
        journal_.exercised(expected ? Clause::count_word : Clause::liveness_freed);
    }
    journal_.add(std::move(step));
}

void Stage::fork(Counters expected) {
    child_.emplace(waiter_);
    mm_.emplace(calls_, child_->value());
    finish({"fork a child", "alive", in_words(mm_->counters()), {}}, *mm_, expected);
}

Stage::OpenMemory& Stage::open_memory(Counters expected) {
    PeerMm& mm = new_mm_ ? *new_mm_ : *mm_;
    // After execve nothing is known of what is mapped where, except that page 0 never is.
    OpenMemory& memory = open_.emplace_back(
        OpenMemory{MemoryFile(child_->id()), &mm, new_mm_ ? 0 : child_->address()});
    mm.grab();
    finish({"open /proc/PID/mem", "opened", in_words(mm.counters()), {}}, mm, expected);
    return memory;
}

Reading Stage::read_settled(const OpenMemory& memory, bool granted) {
    Reading reading = memory.file.read(memory.address);
    if (granted || !grants(reading)) return reading;
    // A user that does not pass is a disagreement, and the library's.
    static_cast<void>(waiter_.holds_within(patience_, [&] {
        reading = memory.file.read(memory.address);
        return !grants(reading);
    }));
    return reading;
}

void Stage::use_granted(const OpenMemory& memory, const Reading& reading, Counters expected,
                        Step& step) {
    const bool data = reading.seen == Seen::data;
    if (data && reading.value != child_->value()) {
        throw BrokenOff("the kernel gave data that the child did not write");
    }
    const Counters during{expected.users + 1, expected.count};
    step.broken = judge_state(*memory.mm, during);
    const std::optional<std::uint64_t> value = memory.mm->read();
    const bool same = data ? value == reading.value : !value;
    if (!step.broken && !same) {
        step.broken = {Clause::access_user, "the library's user does not reach what the child has"};
    }
    if (!step.broken) {
        journal_.exercised(Clause::count_held);
        if (data) journal_.exercised(Clause::access_user);
    }
    memory.mm->put();
}

void Stage::read(OpenMemory& memory, const std::string& done, Counters expected) {
    const bool granted = memory.mm->upgrade();
    const Reading reading = read_settled(memory, granted);
    Step step{done, in_words(reading), granted ? "a user, " : "no user, ", {}};
    if (granted != grants(reading)) {
        step.library += in_words(memory.mm->counters());
        step.broken = granted ? Step::Broken{Clause::final_no_revival,
                                             "the kernel says that users is zero for good, the "
                                             "library's mmget_not_zero gave a user"}
                              : Step::Broken{Clause::count_word,
                                             "the kernel says that there are users, the library's "
                                             "mmget_not_zero gave none"};
        journal_.add(std::move(step));
        throw Stopped();
    }
    if (granted) use_granted(memory, reading, expected, step);
    step.library += in_words(memory.mm->counters());
    const bool dead = !granted && !step.broken;
    finish(std::move(step), *memory.mm, expected);
    if (dead) {
        journal_.exercised(Clause::final_no_revival);
        if (memory.mm->teardowns() == 1) journal_.exercised(Clause::teardown_once);
    }
}

void Stage::close(OpenMemory& memory, std::optional<Counters> expected) {
    PeerMm& mm = *memory.mm;
    memory.file.close();
    mm.drop();
    finish({"close /proc/PID/mem", "closed", in_words(mm.counters()), {}}, mm, expected);
    open_.remove_if([&memory](const OpenMemory& each) { return &each == &memory; });
}

void Stage::unmap_the_page(Counters expected) {
    child_->unmap_the_page();
    mm_->unmap();
    finish({"the child unmaps its page", "done", in_words(mm_->counters()), {}}, *mm_, expected);
}

void Stage::start_thread(Counters expected) {
    child_->start_thread();
    mm_->get();
    finish({"the child starts a thread", "started", in_words(mm_->counters()), {}}, *mm_, expected);
}

void Stage::first_thread_leaves(Counters expected) {
    child_->first_thread_leaves();
    mm_->put();
    finish({"its first thread ends", "ended", in_words(mm_->counters()), {}}, *mm_, expected);
}

void Stage::start_sibling(Counters expected) {
    child_->start_sibling();
    mm_->get();
    finish({"the child makes a CLONE_VM sibling", "started", in_words(mm_->counters()), {}}, *mm_,
           expected);
}

void Stage::end_sibling(Counters expected) {
    child_->end_sibling();
    mm_->put();
    finish({"SIGKILL to the sibling", "dead", in_words(mm_->counters()), {}}, *mm_, expected);
}

void Stage::exit(Counters expected) {
    child_->end();
    mm_->put();
    finish({"the child exits", "dead", in_words(mm_->counters()), {}}, *mm_, expected);
}

void Stage::kill(Counters expected) {
    child_->kill();
    mm_->put();
    finish({"SIGKILL to the child", "dead", in_words(mm_->counters()), {}}, *mm_, expected);
}

void Stage::execute(Counters expected) {
    child_->execute();
    mm_->put();
    finish({"the child calls execve: the old mm", "done", in_words(mm_->counters()), {}}, *mm_,
           expected);
    new_mm_.emplace(calls_, std::nullopt);
    finish({"the child calls execve: the new mm", "alive", in_words(new_mm_->counters()), {}},
           *new_mm_, Counters{1, 1});
}

void Stage::end_executed_program(Counters expected) {
    child_->require_running();
    child_->end_input();
    new_mm_->put();
    finish({"the executed program exits", "dead", in_words(new_mm_->counters()), {}}, *new_mm_,
           expected);
}

void Stage::reap(Counters expected) {
    child_->reap();
    finish({"reap the child", "gone", in_words(mm_->counters()), {}}, *mm_, expected);
}

}  // namespace mm::process
