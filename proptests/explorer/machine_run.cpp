// How a run goes on, and where it branches.
#include <algorithm>
#include <bit>
#include <cstdlib>
#include <iostream>
#include <utility>

#include "explorer/machine.hpp"
#include "explorer/maximality.hpp"

namespace mm::explorer {
namespace {

void require_few_threads(const Program& program) {
    if (program.threads.size() < most_threads) return;
    std::cerr << "explorer: " << program.name << " has more than " << most_threads - 1
              << " threads\n";
    std::abort();
}

[[nodiscard]] std::string_view words_of(Trouble what) noexcept {
    switch (what) {
        case Trouble::data_race:
            return "two threads use a location at once, one of them writes, and not both "
                   "atomically";
        case Trouble::used_before_birth:
            return "a location is used by a thread that does not know of its beginning";
        case Trouble::used_after_end:
            return "a location is used after its end";
        case Trouble::ended_in_use:
            return "a location ends while another thread may still use it";
        default:
            return "";
    }
}

}  // namespace

Machine::Machine(const Program& program, Sites& sites, Branches& branches, Strategy strategy)
    : program_(program), sites_(sites), branches_(&branches), strategy_(strategy) {
    require_few_threads(program);
}

Machine::Machine(const Program& program, Sites& sites, Guide& guide)
    : program_(program), sites_(sites), guide_(&guide) {
    require_few_threads(program);
}

bool Machine::runnable(const Thread& thread) const noexcept {
    if (thread.status == Status::ready) return true;
    if (thread.status != Status::waiting) return false;
    return thread.awaited == no_event ? others_ended() : executed_.contains(thread.awaited);
}

bool Machine::others_ended() const noexcept {
    for (std::size_t thread = 1; thread <= program_.threads.size(); ++thread) {
        if (threads_[thread].status != Status::ended) return false;
    }
    return true;
}

void Machine::resume_all() {
    for (bool again = true; again && !wrong_;) {
        bool moved = false;
        // Only what waits, or has not begun, may go on because of what others have done.
        bool waits = false;
        for (std::size_t thread = 0; thread <= program_.threads.size() && !wrong_; ++thread) {
            Thread& next = threads_[thread];
            if (next.status == Status::unstarted && thread != 0 && graph_.length(0) != 0 &&
                graph_.forked() != no_event && executed_.contains(graph_.forked())) {
                next.fiber.begin(&Machine::body, this);
                next.status = Status::ready;
            }
            if (runnable(next)) {
                resume(thread);
                moved = true;
            }
            waits |= next.status == Status::waiting || next.status == Status::unstarted;
        }
        again = moved && waits;
    }
}

Ending Machine::run(ExecutionGraph graph) {
    graph_ = std::move(graph);
    arena_.clear();
    executed_ = {};
    wrong_.reset();
    wrong_events_.clear();
    values_.clear();
    for (Thread& thread : threads_) {
        thread.status = Status::unstarted;
        thread.next = 0;
        thread.names.clear();
        thread.activity = {};
    }
    threads_[0].fiber.begin(&Machine::body, this);
    threads_[0].status = Status::ready;
    unjudged_ = true;
    for (;;) {
        resume_all();
        if (wrong_ || faulty_at_once()) return Ending::faulty;
        find_asking_threads();
        if (asking_.empty()) return ending();
        if (graph_.full()) {
            wrong_ = "the execution has too many events";
            trouble_ = Trouble::too_many_events;
            return Ending::faulty;
        }
        if (!extend()) return Ending::cut;
        if (wrong_) return Ending::faulty;
    }
}

void Machine::find_asking_threads() {
    asking_.clear();
    for (std::size_t thread = 0; thread <= program_.threads.size(); ++thread) {
        if (threads_[thread].status != Status::asking) continue;
        const Event& asked = *threads_[thread].asked;
        // The write of a read-modify-write comes right after its read. Other orders come to the
        // same executions, or to none where another one takes what was read.
        if (strategy_ == Strategy::every_order && asked.kind == Kind::write && asked.exclusive) {
            asking_ = {thread};
            return;
        }
        if (asked.kind != Kind::join || others_ended()) asking_.push_back(thread);
    }
}

/// A branch has changed what a read reads: all of it is judged once, when it has been run again.
bool Machine::faulty_at_once() {
    if (std::exchange(unjudged_, false)) {
        for (EventId event = 0; event != graph_.size() && !wrong_; ++event) note_fault_at(event);
    }
    return wrong_.has_value();
}

Ending Machine::ending() {
    for (std::size_t thread = 0; thread <= program_.threads.size(); ++thread) {
        if (threads_[thread].status != Status::ended) return Ending::blocked;
    }
    if (arena_.in_use() != 0) {
        wrong_ = std::to_string(arena_.in_use()) + " blocks of memory are never freed";
        trouble_ = Trouble::never_freed;
        return Ending::faulty;
    }
    wrong_ = program_.judge(graph_);
    trouble_ = Trouble::judged;
    return wrong_ ? Ending::faulty : Ending::complete;
}

Finding Machine::finding() const {
    Finding found{trouble_, wrong_.value_or(""), graph_, {}, {}, wrong_events_};
    for (std::size_t location = 0; location != names_.size(); ++location) {
        found.names[location] =
            names_[location] != nullptr ? names_[location] : "location " + std::to_string(location);
    }
    for (const auto& [value, name] : values_) found.values.push_back({value, name});
    name_addresses(found);
    return found;
}

/// No address is told as a number, since it is another in the next process.
void Machine::name_addresses(Finding& finding) const {
    for (EventId event = 0; event != graph_.size(); ++event) {
        const Word value = graph_[event].value;
        // Whether the program means an address by it cannot be known, but no number is so large.
        const void* const address = std::bit_cast<const void*>(value);
        if (!arena_.owns(address)) continue;
        const auto is_it = [value](const NamedValue& named) { return named.value == value; };
        if (std::any_of(finding.values.begin(), finding.values.end(), is_it)) continue;
        const auto at = std::find(addresses_.begin(), addresses_.end(), address);
        finding.values.push_back(
            {value, at == addresses_.end()
                        ? "an address"
                        : "&" + finding.names[static_cast<std::size_t>(at - addresses_.begin())]});
    }
}

void Machine::note_fault_at(EventId event) {
    const std::optional<Fault> fault = graph_.fault_of(event);
    if (!fault) return;
    wrong_ = words_of(fault->what);
    trouble_ = fault->what;
    wrong_events_ = {fault->earlier, fault->later};
}

/// Lets the program go on with what it asks for in the first way that there is; the others branch
/// off. Where all orders are wanted, so do the next steps of all other threads.
bool Machine::extend() {
    ways_.clear();
    for (const std::size_t thread : asking_) {
        add_ways(*threads_[thread].asked);
        if (strategy_ == Strategy::each_once) break;
    }
    if (ways_.empty()) return false;
    bool ordered = graph_.needs_total_order();
    for (const Event& way : ways_) ordered |= way.order == std::memory_order_seq_cst;
    if (!(guide_ != nullptr ? go_on_as_guided(ordered) : ordered ? go_on_in_order() : go_on())) {
        return false;
    }
    const auto added = static_cast<EventId>(graph_.size() - 1);
    note_fault_at(added);
    threads_[graph_[added].thread].status = Status::ready;
    return true;
}

/// Takes the last way; no copy is made for it.
bool Machine::go_on() {
    for (std::size_t way = 0; way + 1 != ways_.size(); ++way) {
        ExecutionGraph next = graph_;
        next.add(ways_[way]);
        branches_->add(std::move(next));
    }
    graph_.add(ways_.back());
    return true;
}

/// Takes the first way that sequential consistency leaves; false if it leaves none.
bool Machine::go_on_in_order() {
    std::optional<ExecutionGraph> first;
    for (const Event& way : ways_) {
        ExecutionGraph next = graph_;
        next.add(way);
        if (!sequentially_consistent(next)) continue;
        if (first) {
            branches_->add(std::move(next));
        } else {
            first = std::move(next);
        }
    }
    if (!first) return false;
    graph_ = *std::move(first);
    return true;
}

bool Machine::go_on_as_guided(bool ordered) {
    if (ordered) {
        std::erase_if(ways_, [this](const Event& way) {
            ExecutionGraph next = graph_;
            next.add(way);
            return !sequentially_consistent(next);
        });
        if (ways_.empty()) return false;
    }
    const std::optional<std::size_t> chosen = guide_->choose(graph_, ways_);
    if (!chosen) return false;
    graph_.add(ways_[*chosen % ways_.size()]);
    return true;
}

void Machine::add_ways(const Event& event) {
    switch (event.kind) {
        case Kind::read:
            return add_ways_to_read(event);
        case Kind::write:
            if (strategy_ == Strategy::each_once) branch_to_reads_of(graph_, event);
            for (const EventId place :
                 graph_.places(event.thread, event.location, event.exclusive)) {
                Event write = event;
                write.older = place;
                ways_.push_back(write);
            }
            return;
        case Kind::choice:
            for (Word way = 0; way != event.comparison.expected; ++way) {
                Event chosen = event;
                chosen.value = way;
                ways_.push_back(chosen);
            }
            return;
        default:
            ways_.push_back(event);
    }
}

void Machine::add_ways_to_read(const Event& event) {
    for (const EventId source : graph_.sources(event.thread, event.location)) {
        Event read = event;
        read.reads_from = source;
        if (read.comparison.compares) {
            read.exclusive = graph_[source].value == read.comparison.expected;
            read.order = read.exclusive ? read.comparison.on_success : read.comparison.on_failure;
        }
        const EventId newer = graph_[source].newer;
        if (!read.exclusive || newer == no_event || !graph_[newer].exclusive) {
            ways_.push_back(read);
        } else if (strategy_ == Strategy::each_once) {
            branch_to_rivals_of(read);
        }
    }
}

/// Another read-modify-write has taken what this one would read: there is no way, unless that one
/// reads what this one writes.
void Machine::branch_to_rivals_of(const Event& read) {
    const Replacement& replacement = *threads_[read.thread].replacement;
    ExecutionGraph next = graph_;
    next.add(read);
    if (!sequentially_consistent(next)) return;
    Event write = read;
    write.kind = Kind::write;
    write.order = replacement.order;
    write.comparison = {};
    write.reads_from = no_event;
    write.value = replacement.combine(graph_[read.reads_from].value, replacement.operand);
    branch_to_reads_of(next, write);
}

/// A new write may be what an earlier read should have read: one execution for each that may.
void Machine::branch_to_reads_of(const ExecutionGraph& graph, const Event& write) {
    const EventSet causes = graph.causes_of_next(write.thread);
    const EventSet reads = graph.accesses(write.location) - causes;
    reads.for_each([&](EventId read) {
        if (graph[read].kind != Kind::read) return;
        const std::optional<EventSet> kept = kept_by_revisit(graph, read, causes);
        if (!kept) return;
        const ExecutionGraph revised = graph.revised(*kept, read);
        const EventId revisited = ExecutionGraph::renumbered(*kept, read);
        for (const EventId place : revised.places(write.thread, write.location, write.exclusive)) {
            ExecutionGraph next = revised;
            Event placed = write;
            placed.older = place;
            const EventId id = next.add(placed);
            if (!next.let_read(revisited, id) || !sequentially_consistent(next)) continue;
            branches_->add(std::move(next));
        }
    });
}

}  // namespace mm::explorer
