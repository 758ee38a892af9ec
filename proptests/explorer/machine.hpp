// Runs a program along one execution.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "explorer/arena.hpp"
#include "explorer/execution_graph.hpp"
#include "explorer/fiber.hpp"
#include "explorer/program.hpp"
#include "explorer/sites.hpp"

namespace mm::explorer {

struct NamedValue {
    Word value = 0;
    std::string name{};
};

/// What went wrong in an execution, and the execution as far as it came.
struct Finding {
    Trouble trouble{};
    std::string what{};
    ExecutionGraph graph{};
    /// The names of its locations, as the program gave them, or their numbers.
    std::array<std::string, most_locations> names{};
    /// What the program calls some values.
    std::vector<NamedValue> values{};
    /// The events at which the trouble shows.
    std::vector<EventId> events{};
};

/// Whether it says nothing of the program, which is then neither right nor wrong.
[[nodiscard]] constexpr bool not_explorable(Trouble trouble) noexcept {
    return trouble == Trouble::not_explorable || trouble == Trouble::too_many_events;
}

/// How a run along a graph ended.
enum class Ending : std::uint8_t {
    complete,
    /// A thread waits for what nobody will write.
    blocked,
    /// The next step has no consistent way to go on.
    cut,
    faulty,
};

/// Which executions a run branches to.
enum class Strategy : std::uint8_t {
    /// Each once, those that differ only in the order of independent steps taken as one.
    each_once,
    /// One for each order of all steps, and so many that are the same: what the other is held
    /// against.
    every_order,
};

/// Chooses how a run goes on, where one run alone is wanted.
class Guide {
 public:
    /// One of the `ways` by which `graph` may go on, by its number; none ends the run.
    virtual std::optional<std::size_t> choose(const ExecutionGraph& graph,
                                              std::span<const Event> ways) = 0;

 protected:
    ~Guide() = default;
};

/// Receives the executions that branch off from the one that runs.
class Branches {
 public:
    virtual void add(ExecutionGraph&& graph) = 0;

 protected:
    ~Branches() = default;
};

class Machine {
 public:
    Machine(const Program& program, Sites& sites, Branches& branches, Strategy strategy);
    /// A machine whose runs branch to nothing and go on as the guide says.
    Machine(const Program& program, Sites& sites, Guide& guide);
    Machine(const Machine&) = delete;
    Machine& operator=(const Machine&) = delete;

    /// Runs the program along `graph`, and beyond its end by a first choice at each step; hands the
    /// others to the branches.
    Ending run(ExecutionGraph graph);

    [[nodiscard]] const ExecutionGraph& graph() const noexcept { return graph_; }
    /// Of a faulty run: of what kind its trouble is.
    [[nodiscard]] Trouble trouble() const noexcept { return trouble_; }
    /// Whether the thread waits for what no other has written, at the step that the run has come
    /// to.
    [[nodiscard]] bool waits_for_ever(std::size_t thread) const noexcept {
        return threads_[thread].status == Status::blocked;
    }
    /// What the thread does there, if the program gives it a name.
    [[nodiscard]] std::string_view activity(std::size_t thread) const noexcept {
        return threads_[thread].activity;
    }
    /// As far as a run came, and what is wrong with it.
    [[nodiscard]] Finding finding() const;

    // What the running program asks for, on the fiber of its thread.

    /// The machine whose program runs on this thread; null if none does.
    [[nodiscard]] static Machine* running() noexcept;

    /// `place` is where the location is in memory.
    LocationId born(Word initial, const void* place);
    void gone(LocationId location);
    Word load(LocationId location, std::memory_order order, const Place& place);
    void store(LocationId location, Word value, std::memory_order order, const Place& place);
    /// `combine` makes the new value of the old one and `operand`.
    Word update(LocationId location, Word (*combine)(Word, Word), Word operand,
                std::memory_order order, const Place& place);
    /// True if it wrote; `expected` is then as it was, and otherwise what was read.
    bool compare_exchange(LocationId location, Word& expected, Word desired,
                          std::memory_order success, std::memory_order failure, bool weak,
                          const Place& place);
    void fence(std::memory_order order, const Place& place);
    void access_plainly(LocationId location, bool writes);
    /// One of the numbers below `ways`.
    std::size_t choose(std::size_t ways);
    /// This thread cannot go on in this execution, unless a read before gives another value.
    void block();
    /// Something that the program itself finds wrong.
    void fail(std::string_view what, Trouble trouble = Trouble::not_explorable);
    /// The next locations that this thread makes have these names. All names are literals.
    void name_next(std::initializer_list<const char*> names);
    /// In this execution `value` is told by this name, and what is a little more than it as so much
    /// more: a flag, an address.
    void name_value(Word value, const char* name);
    /// What this thread does from here on has this name, a literal.
    void name_activity(std::string_view name) noexcept { threads_[current_].activity = name; }
    /// How many events the thread has behind it.
    [[nodiscard]] std::uint8_t moment() const noexcept { return threads_[current_].next; }
    [[nodiscard]] std::size_t thread() const noexcept { return current_; }

    /// Null if there is no more.
    [[nodiscard]] void* allocate(std::size_t size, std::size_t alignment) noexcept;
    /// False if `block` is not of the running execution.
    bool free(void* block) noexcept;

 private:
    enum class Status : std::uint8_t { unstarted, ready, waiting, asking, blocked, ended };
    /// The write that follows an exclusive read.
    struct Replacement {
        std::memory_order order{};
        Word operand = 0;
        Word (*combine)(Word, Word) = nullptr;
    };
    struct Thread {
        Fiber fiber{};
        Status status = Status::unstarted;
        std::uint8_t next = 0;
        /// What it waits for.
        EventId awaited = no_event;
        /// What it asks for; and of a read-modify-write, what it will write.
        Event* asked = nullptr;
        const Replacement* replacement = nullptr;
        std::vector<const char*> names{};
        std::string_view activity{};
    };

    Sites::Found find_site(const Place& place, Part part, std::memory_order order);
    static void body(void* machine);
    void run_thread();
    /// Takes one step of the running thread; returns its event.
    EventId step(Event event, const Replacement* replacement = nullptr);
    /// An exclusive read of this event, and the write after it if it reads what it should.
    Word replace(Event read, const Replacement& replacement);
    void suspend(Status status);
    [[nodiscard]] EventId last_event() const noexcept;
    [[nodiscard]] bool runnable(const Thread& thread) const noexcept;
    void resume(std::size_t thread);
    void resume_all();
    [[nodiscard]] bool others_ended() const noexcept;
    void find_asking_threads();
    [[nodiscard]] bool extend();
    bool go_on();
    bool go_on_in_order();
    bool go_on_as_guided(bool ordered);
    void add_ways(const Event& event);
    void add_ways_to_read(const Event& event);
    void branch_to_rivals_of(const Event& read);
    void branch_to_reads_of(const ExecutionGraph& graph, const Event& write);
    void note_fault_at(EventId event);
    void name_addresses(Finding& finding) const;
    bool faulty_at_once();
    Ending ending();

    const Program& program_;
    Sites& sites_;
    Branches* branches_ = nullptr;
    Guide* guide_ = nullptr;
    Strategy strategy_ = Strategy::every_order;
    Arena arena_;
    ExecutionGraph graph_;
    std::array<Thread, most_threads> threads_;
    std::size_t current_ = 0;
    EventSet executed_;
    /// The threads whose next step is no part of the graph yet and may come, lowest number first.
    std::vector<std::size_t> asking_;
    /// The events by which the run may go on.
    std::vector<Event> ways_;
    bool unjudged_ = true;
    std::array<const char*, most_locations> names_{};
    std::array<const void*, most_locations> addresses_{};
    std::vector<std::pair<Word, const char*>> values_;
    std::optional<std::string> wrong_;
    Trouble trouble_{};
    std::vector<EventId> wrong_events_;
};

}  // namespace mm::explorer
