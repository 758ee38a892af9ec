// Every execution of small programs over the queue of deferred teardowns alone: with one object, as
// the clients have, it never holds two entries.
#include <array>
#include <cstddef>
#include <initializer_list>
#include <iostream>
#include <memory>
#include <string>
#include <vector>

#include "async/teardown_queue.hpp"
#include "explorer/client.hpp"
#include "explorer/exploration.hpp"
#include "explorer/modelled_atomic.hpp"
#include "explorer/report.hpp"

namespace mm::explorer {
namespace {

/// One that its thread writes to before the push, and that whoever takes it reads and frees.
struct Entry : internal::TeardownLink {
    explicit Entry(std::size_t with_number) : number(with_number) {}
    Plain<std::size_t> contents{0};
    std::size_t number;
};

constexpr std::array<std::initializer_list<const char*>, 3> names{{{"link of 0", "contents of 0"},
                                                                   {"link of 1", "contents of 1"},
                                                                   {"link of 2", "contents of 2"}}};

/// Numbers of entries, for each thread that pushes some.
using Pushes = std::vector<std::vector<std::size_t>>;

/// What the threads of one execution share. Its memory goes with it, also if it does not end.
struct Shared {
    internal::TeardownQueue* queue = nullptr;
    std::array<Entry*, names.size()> entries{};
    std::array<std::size_t, names.size()> order{};
    std::size_t taken = 0;

    void take_all() {
        internal::TeardownLink* link = queue->take_all();
        while (link != nullptr) {
            auto* const entry = static_cast<Entry*>(link);
            link = link->next.load(std::memory_order_relaxed);
            static_cast<void>(entry->contents.read());
            if (taken != order.size()) order[taken++] = entry->number;
            delete entry;
        }
    }

    [[nodiscard]] std::string outcome() const {
        std::string text;
        for (std::size_t at = 0; at != taken; ++at) text += std::to_string(order[at]);
        return text;
    }
};

/// Threads that push, one that takes all there is at some time, and thread 0, which takes the rest.
[[nodiscard]] Program program_of(const std::string& name, const Pushes& pushes) {
    const auto shared = std::make_shared<Shared>();
    Program program{.name = name};
    program.begin = [shared, pushes] {
        Machine& machine = *Machine::running();
        shared->taken = 0;
        machine.name_next({"not linked yet", "queue"});
        shared->queue = new internal::TeardownQueue;
        for (const auto& numbers : pushes) {
            for (const std::size_t number : numbers) {
                machine.name_next(names[number]);
                shared->entries[number] = new Entry(number);
            }
        }
    };
    for (const auto& numbers : pushes) {
        program.threads.emplace_back([shared, numbers] {
            for (const std::size_t number : numbers) {
                shared->entries[number]->contents.write(1);
                shared->queue->push(*shared->entries[number]);
            }
        });
    }
    program.threads.emplace_back([shared] { shared->take_all(); });
    program.end = [shared] {
        shared->take_all();
        delete shared->queue;
    };
    program.outcome = [shared] { return shared->outcome(); };
    // That each is taken is judged by the memory that it would leave behind.
    program.judge = [shared, pushes](const ExecutionGraph&) -> std::optional<std::string> {
        const std::string order = shared->outcome();
        for (const auto& numbers : pushes) {
            for (std::size_t later = 1; later < numbers.size(); ++later) {
                if (order.find(std::to_string(numbers[later - 1])) >
                    order.find(std::to_string(numbers[later]))) {
                    return "taken as " + order + ", which is not the order of a thread's pushes";
                }
            }
        }
        return std::nullopt;
    };
    return program;
}

/// Whether all is right; shown if it is not.
[[nodiscard]] bool show(const std::string& name, const Pushes& pushes) {
    Sites sites;
    const Exploration explored = explore(program_of(name, pushes), sites);
    if (explored.finding) {
        std::cout << "broken: " << spec::text(clause_of(*explored.finding)).id << ": "
                  << explored.finding->what << "\n"
                  << name << "\n"
                  << timeline_text(*explored.finding);
        return false;
    }
    std::cout << name << ": " << explored.executions << " executions, " << explored.outcomes.size()
              << " orders\n";
    return true;
}

}  // namespace
}  // namespace mm::explorer

int main() {
    using mm::explorer::show;
    return show("two threads push", {{0}, {1}}) && show("three threads push", {{0}, {1}, {2}}) &&
                   show("two threads push, one of them twice", {{0, 1}, {2}})
               ? 0
               : 1;
}
