#include "explorer/client.hpp"

#include <array>
#include <memory>
#include <string>
#include <utility>

#include "async/teardown_queue.hpp"
#include "concurrent/timeline.hpp"
#include "explorer/client_execution.hpp"
#include "explorer/client_record.hpp"
#include "explorer/client_situations.hpp"
#include "explorer/client_text.hpp"
#include "explorer/modelled_atomic.hpp"
#include "explorer/references.hpp"
#include "mm/internal/mm_internals.hpp"
#include "model/effect.hpp"

namespace mm::explorer {

using proptests::ConcurrentProgram;
using proptests::Happening;
using proptests::Operation;
using proptests::Owned;
using proptests::Tier;

namespace {

using proptests::Kind;
constexpr auto name_of_mm = proptests::MmName::a;

class Client;
/// The client whose program runs; its queue is the process's queue of deferred teardowns.
constinit Client* running_client = nullptr;

class Client final : private TeardownWatch {
 public:
    explicit Client(const ClientProgram& program)
        : drawn_(program.drawn), references_(references_through(program.interface)) {
        for (const auto& operations : drawn_.threads) {
            for (const Operation& operation : operations) {
                defers_ |= proptests::defers(operation);
                hands_over_ |= passes_on(operation);
            }
        }
        for (const Tier tier : {Tier::users, Tier::count}) passes_[index(tier)].from = giver(tier);
    }

    [[nodiscard]] std::size_t threads() const { return drawn_.threads.size(); }
    [[nodiscard]] bool defers() const { return defers_; }

    void begin() {
        running_client = this;
        record_.clear();
        Machine& machine = *Machine::running();
        if (defers_) {
            machine.name_next({"not linked yet", "queue"});
            queue_ = new internal::TeardownQueue;
            // Its first member.
            machine.name_value(to_word(queue_), "not linked yet");
        }
        Initial initial{0, 0};
        for (std::size_t thread = 0; thread != owned_.size(); ++thread) {
            owned_[thread] = drawn_.owned[thread][0];
            initial.users += owned_[thread].users;
            initial.grabs += owned_[thread].grabs;
        }
        initial_ = initial;
        machine.name_value(StickyCount::zero_flag, "ZERO");
        if (hands_over_) references_->make_places();
        for (Passing& passing : passes_) {
            passing.written = false;
            passing.received.fill(false);
        }
        count_born_ = references_->make(*this,
                                        {.threads = threads(),
                                         .with_user = passes_[index(Tier::users)].from.has_value(),
                                         .with_grab = passes_[index(Tier::count)].from.has_value()},
                                        initial);
    }

    void run(std::size_t thread) {
        for (const Operation& operation : drawn_.threads[thread - 1]) {
            if (client_may_do(operation, owned_[thread])) perform(thread, operation);
        }
    }

    /// What the worker does when it is woken once.
    void work() {
        Machine::running()->name_activity("worker");
        internal::TeardownLink* entry = queue_->take_all();
        while (entry != nullptr) {
            internal::TeardownLink* const next = entry->next.load(std::memory_order_relaxed);
            internal::finish_teardown(internal::MmInternals::of_teardown_link(*entry));
            entry = next;
        }
    }

    void end() {
        for (std::size_t thread = 1; thread <= threads(); ++thread) {
            owned_[0].users += owned_[thread].users;
            owned_[0].grabs += owned_[thread].grabs;
        }
        if (hands_over_) {
            for (const Operation& operation : operations_of(Interface::raw_calls)) {
                if (proptests::effect_of(operation.kind) == proptests::Effect::adopt) {
                    perform(0, operation);
                }
            }
            references_->end_places();
        }
        while (owned_[0].grabs != 0) perform(0, {.kind = Kind::mmdrop});
        while (owned_[0].users != 0) perform(0, {.kind = Kind::mmput});
        if (defers_) {
            work();
            delete queue_;
        }
    }

    void push(mm_struct& mm) { queue_->push(internal::MmInternals::teardown_link(mm)); }

    /// Counts situations of what is right.
    [[nodiscard]] std::optional<std::string> judge(const ExecutionGraph& graph,
                                                   proptests::Situations* reached) const;
    [[nodiscard]] std::string trace() const {
        return proptests::trace_of(history_of(record_, initial_, threads()));
    }

 private:
    /// What goes along with references that are handed over, if one thread alone hands them over.
    struct Passing {
        std::optional<std::size_t> from{};
        bool written = false;
        std::array<bool, proptests::most_lanes> received{};
    };
    [[nodiscard]] static std::size_t index(Tier tier) { return tier == Tier::users ? 0 : 1; }
    [[nodiscard]] std::optional<std::size_t> giver(Tier tier) const {
        std::optional<std::size_t> found;
        for (std::size_t thread = 1; thread <= threads(); ++thread) {
            for (const Operation& operation : drawn_.threads[thread - 1]) {
                if (proptests::effect_of(operation.kind) != proptests::Effect::disown ||
                    proptests::tier_of(operation) != tier || found == thread) {
                    continue;
                }
                if (found) return std::nullopt;
                found = thread;
            }
        }
        return found;
    }

    /// No count changes, so there is nothing to put in order.
    [[nodiscard]] static bool passes_on(const Operation& operation) {
        const proptests::Effect effect = proptests::effect_of(operation.kind);
        return effect == proptests::Effect::disown || effect == proptests::Effect::adopt;
    }

    void teardown_begins() noexcept override {
        note(Happening::What::teardown_begins, Machine::running()->moment());
    }
    void teardown_ends() noexcept override {
        note(Happening::What::teardown_ends,
             static_cast<std::uint8_t>(Machine::running()->moment() - 1));
    }
    void note(Happening::What what, std::uint8_t moment) {
        record_.begin(mm_lane(), {.what = what, .mm = name_of_mm}, moment);
    }

    void perform(std::size_t thread, const Operation& operation) {
        Machine& machine = *Machine::running();
        machine.name_activity(name_of(operation));
        perform_named(thread, operation);
        machine.name_activity({});
    }
    void perform_named(std::size_t thread, const Operation& operation) {
        const proptests::Effect effect = proptests::effect_of(operation.kind);
        const bool lets_go =
            effect == proptests::Effect::give_up || effect == proptests::Effect::disown;
        if (lets_go && proptests::tier_of(operation) == Tier::users) {
            references_->write_contents(thread);
        }
        if (passes_on(operation)) {
            pass_on(thread, operation);
            return;
        }
        Recorded& recorded = record_.begin(
            thread, {.what = Happening::What::operation, .mm = name_of_mm, .kind = operation.kind},
            Machine::running()->moment());
        recorded.with_anothers_grab = passes_[index(Tier::count)].received[thread];
        recorded.happening.answer = references_->perform(operation);
        client_accounts(operation, recorded.happening.answer, owned_[thread]);
        record_.end(recorded);
        if (effect == proptests::Effect::upgrade && recorded.happening.answer) {
            read_contents(thread);
        }
    }
    void pass_on(std::size_t thread, const Operation& operation) {
        Passing& passing = passes_[index(proptests::tier_of(operation))];
        const bool takes = proptests::effect_of(operation.kind) == proptests::Effect::adopt;
        // Once: whoever takes it over may read it from then on.
        if (!takes && passing.from == thread && !passing.written) {
            passing.written = true;
            if (owned_[thread].users != 0) {
                references_->write_for_another(proptests::tier_of(operation));
            }
        }
        const bool answer = references_->perform(operation);
        client_accounts(operation, answer, owned_[thread]);
        if (!takes || !answer) return;
        passing.received[thread] = true;
        read_contents(thread);
    }
    /// What no other thread writes any more: its own, and what came along with a reference.
    void read_contents(std::size_t thread) {
        if (thread == 0 || owned_[thread].users == 0) return;
        references_->read_contents(thread);
        for (const Tier tier : {Tier::users, Tier::count}) {
            const Passing& passing = passes_[index(tier)];
            if (passing.from && passing.received[thread]) references_->read_from_another(tier);
        }
    }

    [[nodiscard]] std::size_t mm_lane() const { return 1 + threads(); }

    const ConcurrentProgram drawn_;
    bool defers_ = false;
    bool hands_over_ = false;
    Record record_{};
    std::array<Owned, proptests::most_lanes> owned_{};
    std::array<Passing, 2> passes_{};
    Initial initial_{};
    internal::TeardownQueue* queue_ = nullptr;
    std::unique_ptr<References> references_;
    std::size_t count_born_ = 0;
};

std::optional<std::string> Client::judge(const ExecutionGraph& graph,
                                         proptests::Situations* reached) const {
    const ClientExecution execution(record_, initial_, threads(), graph, count_born_);
    const proptests::Linearization found = proptests::linearize(
        execution.history(),
        [&](auto left, auto right) { return execution.precedes(left, right); });
    if (!found.broken) {
        if (reached != nullptr) count_situations(execution, *reached);
        return std::nullopt;
    }
    std::string text = std::string(spec::text(*found.broken).id) + " broken";
    for (const std::string& stuck : found.stuck) text += "; " + stuck;
    return text;
}

}  // namespace

namespace {

[[nodiscard]] Program program_of(const std::shared_ptr<Client>& client, const std::string& name,
                                 proptests::Situations* reached) {
    Program program{.name = name};
    program.begin = [client] { client->begin(); };
    for (std::size_t thread = 1; thread <= client->threads(); ++thread) {
        program.threads.emplace_back([client, thread] { client->run(thread); });
    }
    if (client->defers()) program.threads.emplace_back([client] { client->work(); });
    program.end = [client] { client->end(); };
    program.judge = [client, reached](const ExecutionGraph& graph) {
        return client->judge(graph, reached);
    };
    return program;
}

}  // namespace

Program client(const ClientProgram& program, proptests::Situations* reached) {
    return program_of(std::make_shared<Client>(program), to_text(program), reached);
}

std::string trace_of(const ClientProgram& program, Sites& sites, const Schedule& schedule) {
    const auto client = std::make_shared<Client>(program);
    static_cast<void>(replay(program_of(client, to_text(program), nullptr), sites, schedule));
    return client->trace();
}

}  // namespace mm::explorer

namespace mm::internal {

void queue_teardown(mm_struct& mm) noexcept {
    explorer::running_client->push(mm);
}

}  // namespace mm::internal
