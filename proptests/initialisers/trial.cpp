#include "initialisers/trial.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <memory>
#include <utility>
#include <vector>

#include "initialisers/program.hpp"
#include "initialisers/subject.hpp"
#include "mm/contracts/tally.hpp"

namespace mm::proptests::initialisers {
namespace {

using spec::Clause;

/// The clauses that the handler was told of since they were last asked for.
std::vector<Clause> told;

class HandlerInstalled {
 public:
    /// `in_words` if each report is written too, which takes long.
    explicit HandlerInstalled(bool in_words)
        : before_(set_violation_handler(in_words ? &hear_in_words : &hear)) {}
    HandlerInstalled(const HandlerInstalled&) = delete;
    HandlerInstalled& operator=(const HandlerInstalled&) = delete;
    ~HandlerInstalled() { set_violation_handler(before_); }

 private:
    static void hear(const Violation& violation) { told.push_back(violation.clause); }
    static void hear_in_words(const Violation& violation) {
        hear(violation);
        static_cast<void>(describe(violation));
    }

    ViolationHandler before_;
};

/// The slots and what happens to them.
class Subject {
 public:
    [[nodiscard]] Outcome next(const Statement& statement) {
        outcome_ = {};
        told.clear();
        try {
            run(statement);
        } catch (const Thrown& thrown) {
            outcome_.error = thrown.error;
            outcome_.threw = true;
        } catch (const Refusal&) {
            // The handler was told.
        }
        outcome_.refused = std::exchange(told, {});
        outcome_.events = std::exchange(diary_.events, {});
        for (std::size_t number = 0; number != slots; ++number) {
            if (!slots_[number].holds()) pinned_[number] = false;
            outcome_.holds[number] = !slots_[number].holds() ? Holds::nothing
                                     : pinned_[number]       ? Holds::pinned_value
                                                             : Holds::value;
        }
        return std::move(outcome_);
    }

    [[nodiscard]] Events end() {
        for (std::size_t number = slots; number != 0; --number) slots_[number - 1].reset();
        return std::exchange(diary_.events, {});
    }

    [[nodiscard]] bool moved() const noexcept { return diary_.moved; }

 private:
    void note(const Made& made) {
        if (!made) outcome_.error = made.error();
    }

    void run(const Statement& statement) {
        Slot<Tree>& slot = slots_[statement.slot];
        const Node& node = statement.tree;
        switch (statement.action) {
            case Action::init:
                return note(slot.init(tree(diary_, node)));
            case Action::pinned_init:
                return pinned_init(statement);
            case Action::value:
                diary_.moved = diary_.moved || slot.value().number != tree_number;
                return;
            case Action::take:
                static_cast<void>(slot.take());
                return;
            case Action::reset:
                return slot.reset();
            case Action::heap: {
                const auto made = make_on_heap<Branch>(branch(diary_, node));
                if (!made) outcome_.error = made.error();
                return;
            }
            case Action::contents:
                return contents(statement);
            case Action::init_reentered:
                return note(slot.init(chain(tree(diary_, node), [&](Tree&) {
                    try {
                        within(slot, statement.within);
                    } catch (const Refusal&) {
                        // The handler was told.
                    }
                })));
            case Action::run_twice:
                return run_twice(node);
            case Action::into_null:
                return note(init_into(static_cast<Tree*>(nullptr), tree(diary_, node)));
        }
    }

    void pinned_init(const Statement& statement) {
        Slot<Tree>& slot = slots_[statement.slot];
        const Tree* seen = nullptr;
        note(slot.pinned_init(
            pin_chain(tree(diary_, statement.tree), [&](Pinned<Tree> made) { seen = &*made; })));
        if (!slot.holds() || seen == nullptr) return;
        pinned_[statement.slot] = true;
        diary_.moved = diary_.moved || seen != &slot.value();
    }

    void within(Slot<Tree>& slot, Action action) {
        static const Node nothing_fails;
        switch (action) {
            case Action::init:
                return note(slot.init(tree(diary_, nothing_fails)));
            case Action::pinned_init:
                return note(slot.pinned_init(tree(diary_, nothing_fails)));
            case Action::value:
                static_cast<void>(slot.value());
                return;
            case Action::take:
                static_cast<void>(slot.take());
                return;
            default:
                return slot.reset();
        }
    }

    void run_twice(const Node& node) {
        auto once = tree(diary_, node);
        for (int time = 0; time != 2; ++time) {
            try {
                // NOLINTNEXTLINE(bugprone-use-after-move): that is the misuse.
                const auto made = make_on_heap<Tree>(std::move(once));
                if (!made) outcome_.error = made.error();
            } catch (const Thrown& thrown) {
                outcome_.error = thrown.error;
                outcome_.threw = true;
            }
        }
    }

    void contents(const Statement& statement) {
        const auto enrolled = [] { return contracts::judgements(Clause::count_word); };
        const std::uint64_t before = enrolled();
        const auto made =
            mm_alloc_with<Forest>(forest(diary_, statement.tree), {.users = statement.users});
        // Whatever the result says: was an mm made?
        outcome_.made_an_mm = enrolled() != before;
        if (!made) {
            outcome_.error = made.error();
            return;
        }
        for (std::uint64_t user = 0; user != statement.users; ++user) mmput(made.value());
    }

    Diary diary_;
    Outcome outcome_;
    std::array<Slot<Tree>, slots> slots_;
    std::array<bool, slots> pinned_{};
};

[[nodiscard]] std::string list(const Events& events) {
    std::string text;
    for (const int event : events) {
        text += (event > 0 ? " +" : " ") + std::to_string(event);
    }
    return text.empty() ? " nothing" : text;
}

[[nodiscard]] std::string error_text(const Outcome& outcome) {
    if (!outcome.error) return "no error";
    return (outcome.threw ? "the exception " : "the error ") + std::to_string(*outcome.error);
}

/// Which clause speaks of a difference of two sequences of events.
[[nodiscard]] Clause clause_of(Events expected, Events found, const Statement& statement) {
    std::sort(expected.begin(), expected.end());
    std::sort(found.begin(), found.end());
    if (expected == found) return Clause::init_reverse_order;
    return statement.action == Action::contents ? Clause::init_contents
                                                : Clause::init_all_or_nothing;
}

[[nodiscard]] std::optional<Finding> compare(const Outcome& expected, const Outcome& found,
                                             const Statement& statement) {
    if (expected.refused != found.refused) {
        const auto& longer =
            expected.refused.size() >= found.refused.size() ? expected.refused : found.refused;
        return Finding{longer.front(),
                       "refused " + std::to_string(found.refused.size()) + " times instead of " +
                           std::to_string(expected.refused.size()) + ", or under another clause",
                       {}};
    }
    if (expected.error != found.error || expected.threw != found.threw) {
        return Finding{
            Clause::init_error, error_text(found) + " instead of " + error_text(expected), {}};
    }
    if (expected.events != found.events) {
        return Finding{clause_of(expected.events, found.events, statement),
                       "lives" + list(found.events) + " instead of" + list(expected.events),
                       {}};
    }
    if (expected.holds != found.holds) {
        return Finding{
            Clause::init_all_or_nothing, "a slot holds another thing than the reference says", {}};
    }
    if (expected.made_an_mm != found.made_an_mm) {
        return Finding{Clause::init_contents,
                       found.made_an_mm ? "an mm was made though the initialiser failed"
                                        : "no mm was made though the initialiser succeeded",
                       {}};
    }
    return std::nullopt;
}

void count(const Outcome& outcome, const Statement& statement, Tally& tally) {
    for (const Clause clause : outcome.refused) tally.held(clause);
    if (!outcome.refused.empty()) tally.held(Clause::refusal_unchanged);
    const bool ran = !outcome.events.empty() || outcome.error.has_value();
    if (ran) tally.held(Clause::init_all_or_nothing);
    if (outcome.error) tally.held(Clause::init_error);
    const auto ended = std::count_if(outcome.events.begin(), outcome.events.end(),
                                     [](int event) { return event < 0; });
    if (outcome.error && ended >= 2) tally.held(Clause::init_reverse_order);
    if (statement.action == Action::contents && ran) tally.held(Clause::init_contents);
}

}  // namespace

std::optional<Finding> try_program(std::span<const std::uint8_t> bytes, Tally& tally,
                                   const Watcher& watcher) {
    const HandlerInstalled installed(bytes.size() % 16 == 0);
    auto subject = std::make_unique<Subject>();
    Expectation expectation;
    const std::vector<Statement> program = decode(bytes);
    std::size_t done = 0;
    const auto broken = [&](Finding finding) {
        tally.broke(finding.clause);
        // What is broken is left alone: to end it might end the program before its report.
        static_cast<void>(subject.release());
        for (std::size_t number = 0; number != done; ++number) {
            finding.program += to_text(program[number]) + "\n";
        }
        return finding;
    };
    for (const Statement& statement : program) {
        ++done;
        const Outcome found = subject->next(statement);
        if (auto difference = compare(expectation.next(statement), found, statement)) {
            return broken(std::move(*difference));
        }
        if (subject->moved()) {
            return broken({Clause::init_pinned, "an object ended where it did not begin", {}});
        }
        count(found, statement, tally);
        if (watcher) watcher(statement, found);
    }
    if (subject->end() != expectation.end()) {
        Finding finding =
            broken({Clause::init_all_or_nothing, "other lives ended with the slots", {}});
        finding.program += "end\n";
        return finding;
    }
    return std::nullopt;
}

}  // namespace mm::proptests::initialisers
