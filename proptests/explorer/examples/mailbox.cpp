// Every execution of a mailbox that one thread fills and another empties: first as it should be,
// and then with an order that is too weak.
#include <atomic>
#include <functional>
#include <iostream>
#include <optional>
#include <string>

#include "explorer/exploration.hpp"
#include "explorer/modelled_atomic.hpp"
#include "explorer/report.hpp"

namespace {

/// A place for one message.
class Mailbox {
 public:
    explicit Mailbox(std::memory_order publish) : publish_(publish) {}

    void put(int message) {
        message_.write(message);
        full_.store(true, publish_);
    }
    [[nodiscard]] std::optional<int> take() {
        if (!full_.load(std::memory_order_acquire)) return std::nullopt;
        return message_.read();
    }

 private:
    std::memory_order publish_;
    mm::Atomic<bool> full_{false};
    mm::explorer::Plain<int> message_{0};
};

/// What the threads of one execution share, and what one of them saw.
Mailbox* mailbox = nullptr;
std::optional<int> taken;

[[nodiscard]] mm::explorer::Program exchange(std::memory_order publish) {
    return {.name = "exchange",
            .begin =
                [publish] {
                    taken.reset();
                    mm::explorer::Machine::running()->name_next({"full", "message"});
                    mailbox = new Mailbox(publish);
                },
            .threads = {[] { mailbox->put(7); }, [] { taken = mailbox->take(); }},
            .end = [] { delete mailbox; },
            .outcome = [] { return taken ? "took " + std::to_string(*taken) : "took nothing"; },
            .judge = [](const mm::explorer::ExecutionGraph&) -> std::optional<std::string> {
                if (taken && *taken != 7) return "took what nobody has put";
                return std::nullopt;
            }};
}

void show(std::memory_order publish) {
    mm::explorer::Sites sites;
    const auto explored = mm::explorer::explore(exchange(publish), sites);
    for (const auto& [outcome, times] : explored.outcomes) {
        std::cout << times << " execution: " << outcome << '\n';
    }
    if (explored.finding) {
        std::cout << "wrong: " << explored.finding->what << '\n'
                  << timeline_text(*explored.finding);
    }
}

}  // namespace

int main() {
    show(std::memory_order_release);
    show(std::memory_order_relaxed);
}
