// What the running program asks for.
#include "explorer/machine.hpp"

#include <cstdlib>
#include <iostream>
#include <iterator>
#include <utility>

#include "explorer/memory_hook.hpp"

namespace mm::explorer {
namespace {

[[noreturn]] void refuse(std::string_view what, const Place& place) {
    std::cerr << "explorer: " << what << " is not modelled (" << place.file << ':' << place.line
              << ")\n";
    std::abort();
}

/// What is done for the program, but not by it: its memory is not the execution's.
class Outside {
 public:
    Outside() noexcept : machine_(std::exchange(running_machine, nullptr)) {}
    Outside(const Outside&) = delete;
    Outside& operator=(const Outside&) = delete;
    ~Outside() { running_machine = machine_; }

 private:
    Machine* machine_;
};

void require_possible(Part part, std::memory_order order, const Place& place) {
    if (possible(part, order)) return;
    refuse(std::string(name_of(part)) + " with order " + std::string(memory_order_name(order)),
           place);
}

}  // namespace

Machine* Machine::running() noexcept {
    return running_machine;
}

Sites::Found Machine::find_site(const Place& place, Part part, std::memory_order order) {
    require_possible(part, order, place);
    const Outside outside;
    return sites_.find(place, part, order);
}

void Machine::body(void* machine) {
    static_cast<Machine*>(machine)->run_thread();
}

void Machine::run_thread() {
    if (current_ != 0) {
        program_.threads[current_ - 1]();
        return;
    }
    program_.begin();
    step({.kind = Kind::fork});
    step({.kind = Kind::join});
    program_.end();
}

void Machine::suspend(Status status) {
    threads_[current_].status = status;
    threads_[current_].fiber.suspend();
}

EventId Machine::step(Event event, const Replacement* replacement) {
    Thread& thread = threads_[current_];
    event.thread = static_cast<std::uint8_t>(current_);
    const std::uint8_t index = thread.next++;
    if (index >= graph_.length(current_)) {
        thread.asked = &event;
        thread.replacement = replacement;
        suspend(Status::asking);
    } else {
        const Event& there = graph_[graph_.at(current_, index)];
        if (there.kind != event.kind || there.location != event.location) {
            fail("the program does not do the same when it reads the same");
        }
        if (event.kind == Kind::read && !executed_.contains(there.reads_from)) {
            thread.awaited = there.reads_from;
            suspend(Status::waiting);
        } else if (event.kind == Kind::join && !others_ended()) {
            suspend(Status::waiting);
        }
    }
    const EventId id = graph_.at(current_, index);
    executed_.add(id);
    return id;
}

LocationId Machine::born(Word initial, const void* place) {
    Thread& thread = threads_[current_];
    Event event{.kind = Kind::born, .value = initial};
    // A location that is there already has the number that it was given then.
    if (thread.next < graph_.length(current_)) {
        event.location = graph_[graph_.at(current_, thread.next)].location;
    } else if (const auto location = graph_.new_location()) {
        event.location = *location;
    } else {
        fail("the program has too many locations");
    }
    const EventId id = step(event);
    const LocationId location = graph_[id].location;
    addresses_[location] = place;
    names_[location] = thread.names.empty() ? nullptr : thread.names.back();
    if (!thread.names.empty()) thread.names.pop_back();
    return location;
}

void Machine::gone(LocationId location) {
    step({.kind = Kind::gone, .location = location});
}

Word Machine::load(LocationId location, std::memory_order order, const Place& place) {
    const Sites::Found site = find_site(place, Part::load, order);
    return graph_
        [step({.kind = Kind::read, .order = site.order, .location = location, .site = site.id})]
            .value;
}

void Machine::store(LocationId location, Word value, std::memory_order order, const Place& place) {
    const Sites::Found site = find_site(place, Part::store, order);
    step({.kind = Kind::write,
          .order = site.order,
          .location = location,
          .site = site.id,
          .value = value});
}

Word Machine::update(LocationId location, Word (*combine)(Word, Word), Word operand,
                     std::memory_order order, const Place& place) {
    const Sites::Found site = find_site(place, Part::update, order);
    return replace({.kind = Kind::read,
                    .order = site.order,
                    .exclusive = true,
                    .location = location,
                    .site = site.id},
                   {site.order, operand, combine});
}

Word Machine::replace(Event event, const Replacement& replacement) {
    const Event& read = graph_[step(event, &replacement)];
    const Word before = read.value;
    if (!read.exclusive) return before;
    event.kind = Kind::write;
    event.order = replacement.order;
    event.exclusive = true;
    event.comparison = {};
    event.value = replacement.combine(before, replacement.operand);
    step(event);
    return before;
}

bool Machine::compare_exchange(LocationId location, Word& expected, Word desired,
                               std::memory_order success, std::memory_order failure, bool weak,
                               const Place& place) {
    const Sites::Found on_success = find_site(place, Part::success, success);
    const Sites::Found on_failure = find_site(place, Part::failure, failure);
    Event event{.kind = Kind::read, .location = location, .site = on_success.id};
    if (weak && choose(2) == 1) {
        event.order = on_failure.order;
        event.site = on_failure.id;
        expected = graph_[step(event)].value;
        return false;
    }
    event.comparison = {true, expected, on_success.order, on_failure.order};
    const Word before = replace(
        event, {on_success.order, desired, [](Word, Word replacement) { return replacement; }});
    const bool written = before == expected;
    expected = before;
    return written;
}

void Machine::fence(std::memory_order order, const Place& place) {
    const Sites::Found site = find_site(place, Part::fence, order);
    step({.kind = Kind::fence, .order = site.order, .site = site.id});
}

void Machine::access_plainly(LocationId location, bool writes) {
    step({.kind = writes ? Kind::plain_write : Kind::plain_read, .location = location});
}

std::size_t Machine::choose(std::size_t ways) {
    return graph_[step({.kind = Kind::choice, .comparison = {.expected = ways}})].value;
}

void Machine::block() {
    suspend(Status::blocked);
}

void Machine::fail(std::string_view what, Trouble trouble) {
    if (!wrong_) {
        const Outside outside;
        wrong_ = what;
        trouble_ = trouble;
        if (const EventId last = last_event(); last != no_event) wrong_events_ = {last};
    }
    suspend(Status::blocked);
}

void Machine::name_next(std::initializer_list<const char*> names) {
    const Outside outside;
    threads_[current_].names.assign(std::rbegin(names), std::rend(names));
}

void Machine::name_value(Word value, const char* name) {
    const Outside outside;
    values_.emplace_back(value, name);
}

EventId Machine::last_event() const noexcept {
    const std::size_t next = threads_[current_].next;
    return next == 0 || next > graph_.length(current_) ? no_event : graph_.at(current_, next - 1);
}

void* Machine::allocate(std::size_t size, std::size_t alignment) noexcept {
    return arena_.allocate(current_, size, alignment);
}

bool Machine::free(void* block) noexcept {
    if (!arena_.owns(block)) return false;
    if (!arena_.free(block)) fail("a block of memory is freed twice", Trouble::freed_twice);
    return true;
}

void Machine::resume(std::size_t thread) {
    current_ = thread;
    Thread& resumed = threads_[thread];
    resumed.status = Status::ready;
    resumed.awaited = no_event;
    resumed.asked = nullptr;
    running_machine = this;
    resumed.fiber.resume();
    running_machine = nullptr;
    if (resumed.fiber.ended()) resumed.status = Status::ended;
}

}  // namespace mm::explorer
