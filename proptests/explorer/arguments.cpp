#include "explorer/arguments.hpp"

#include <algorithm>
#include <charconv>
#include <limits>
#include <system_error>

namespace mm::explorer {

constexpr std::string_view usage =
    "usage: mmspec-explore [OPTION...] [PROGRAM...]\n"
    "  Runs every execution that the C++ memory model allows (RC11: no load buffering) of small\n"
    "  programs over the library, and judges each: no race, no use after the end, one teardown "
    "and\n"
    "  one free, linearizable.\n"
    "  PROGRAM        one such as '1u0g mmput | 0u1g mmget_not_zero mmput': what each thread owns\n"
    "                 and does; through ARefs with 'arefs:' before it, through a type of one's "
    "own\n"
    "                 with 'own:'; without any, all programs within the bound:\n"
    "                 each thread begins with one user or one grab, at least one with a user; it\n"
    "                 takes, gives up, upgrades and hands over references in every order; those\n"
    "                 that differ only in the order of their threads once; then what is left is\n"
    "                 given up. A program that is wrong is made smaller, and its smallest wrong\n"
    "                 execution shown\n"
    "  --threads N    the bound: threads (default 3),\n"
    "  --each N       operations of one thread (default 4),\n"
    "  --operations N operations of all (default 4),\n"
    "  --through I    the interface, one of raw, arefs, own (default: one after another)\n"
    "  --sample N     instead of all of them N that are drawn, each explored whole, of as many\n"
    "                 threads and of up to so many operations each, whatever they have in all\n"
    "  --seed N       what --sample begins to draw with (default 1)\n"
    "  --distribution print how many executions came across each situation of spec/situations.md; "
    "if\n"
    "                 all programs of the default bound, or a larger one, come across one too "
    "rarely,\n"
    "                 that is an error\n"
    "  --orders       weaken each memory order of the counters and the queue that is stronger "
    "than\n"
    "                 relaxed, and show the execution that breaks, and a table of all\n"
    "  --renew PAGE   with --orders: put the table into PAGE, in the place of the one that is "
    "there\n"
    "  --litmus       show the litmus programs with their outcomes\n"
    "  --replay FILE  run the schedule that FILE, saved before, tells\n"
    "  --step         with --replay: stop after each step, tell what the counts hold and what "
    "each\n"
    "                 thread is about to do; Enter goes on, and without a terminal nothing waits\n"
    "  --save FILE    where to write an execution that is wrong (default explored.mmtrace); its\n"
    "                 picture beside it\n"
    "Exit status: 0 all is as it should be, 1 an execution is wrong, a situation too rare, or\n"
    "nothing breaks by a weaker order, 2 usage or input, 3 environment, 130 interrupted.\n";

namespace {

/// The options that go together with a task, each between blanks.
[[nodiscard]] constexpr std::string_view options_of(Task task) {
    switch (task) {
        case Task::all:
            return " --threads --each --operations --through --save --distribution ";
        case Task::programs:
            return " --save --distribution ";
        case Task::sample:
            return " --sample --seed --threads --each --through --save --distribution ";
        case Task::orders:
            return " --orders --renew --threads --each --operations ";
        case Task::litmus:
            return " --litmus ";
        case Task::replay:
            return " --replay --step ";
        case Task::help:
            break;
    }
    return "";
}

[[nodiscard]] std::optional<std::size_t> number_from(std::string_view text, std::size_t most) {
    std::size_t number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error != std::errc() || end != text.data() + text.size() || number > most) {
        return std::nullopt;
    }
    return number;
}

[[nodiscard]] bool is_flag(std::string_view word) {
    return word == "--orders" || word == "--litmus" || word == "--step" || word == "--distribution";
}

class Reading {
 public:
    /// Empty if all is well, otherwise what is wrong.
    [[nodiscard]] std::string read(const std::vector<std::string>& words) {
        for (std::size_t index = 0; index != words.size(); ++index) {
            const std::string& word = words[index];
            if (!word.starts_with("-")) {
                read_.programs.push_back(word);
                continue;
            }
            if (word == "--help" || word == "-h") {
                read_.task = Task::help;
                return "";
            }
            given_.push_back(word);
            if (is_flag(word)) continue;
            if (index + 1 == words.size()) return word + ": unknown, or its value is missing";
            if (std::string error = read_value(word, words[++index]); !error.empty()) return error;
        }
        return check_together();
    }

    [[nodiscard]] Arguments result() && { return std::move(read_); }

 private:
    [[nodiscard]] std::string read_value(const std::string& word, const std::string& value) {
        const auto number = [&](std::size_t& into, std::size_t least, std::size_t most) {
            const auto read = number_from(value, most);
            if (!read || *read < least) {
                return word + ": takes a number from " + std::to_string(least) + " to " +
                       std::to_string(most) + ", not '" + value + "'";
            }
            into = *read;
            return std::string();
        };
        constexpr std::size_t any = std::numeric_limits<std::size_t>::max();
        if (word == "--threads") return number(read_.bound.threads, 1, proptests::threads);
        if (word == "--each") return number(read_.bound.each, 1, 8);
        if (word == "--operations") return number(read_.bound.all, 1, any);
        if (word == "--sample") return number(read_.sample, 1, any);
        if (word == "--seed") return number(read_.seed, 0, any);
        if (word == "--through") {
            const auto through = interface_named(value);
            if (!through) return word + ": through raw, arefs or own, not '" + value + "'";
            read_.through = {*through};
            read_.one_interface = true;
            return "";
        }
        for (const auto& [option, path] :
             {std::pair{"--replay", &read_.replayed}, std::pair{"--save", &read_.save},
              std::pair{"--renew", &read_.renewed}}) {
            if (word != option) continue;
            *path = value;
            return "";
        }
        return word + ": unknown";
    }

    [[nodiscard]] bool given(std::string_view option) const {
        return std::find(given_.begin(), given_.end(), option) != given_.end();
    }

    /// Sets the task; nothing is passed over in silence.
    [[nodiscard]] std::string check_together() {
        std::string what = "all programs of the bound";
        for (const auto& [task, option] :
             {std::pair{Task::orders, "--orders"}, std::pair{Task::litmus, "--litmus"},
              std::pair{Task::replay, "--replay"}, std::pair{Task::sample, "--sample"}}) {
            if (!given(option) || read_.task != Task::all) continue;
            read_.task = task;
            what = option;
        }
        if (read_.task == Task::all && !read_.programs.empty()) {
            read_.task = Task::programs;
            what = "a PROGRAM";
        } else if (!read_.programs.empty()) {
            return "'" + read_.programs.front() + "': no PROGRAM goes with " + what;
        }
        read_.distribution = given("--distribution");
        read_.step = given("--step");
        if (read_.step && read_.task != Task::replay) {
            return "--step: the steps are those of --replay FILE; give it one";
        }
        if (given("--renew") && (given("--threads") || given("--each") || given("--operations"))) {
            return "--renew: a page tells of the default bound; leave the other one out";
        }
        const auto astray = std::find_if(given_.begin(), given_.end(), [&](const auto& option) {
            return options_of(read_.task).find(' ' + option + ' ') == std::string_view::npos;
        });
        if (astray != given_.end()) return *astray + ": does not go with " + what;
        if (read_.task == Task::sample && read_.bound.each > 5) {
            return "--each: of a sample at most 5, of which there are enough";
        }
        return "";
    }

    Arguments read_{};
    std::vector<std::string> given_{};
};

}  // namespace

Bound Arguments::whole_bound() const {
    Bound whole = bound;
    if (one_interface) whole.through = through;
    return whole;
}

std::optional<Arguments> arguments_from(const std::vector<std::string>& words, std::string& error) {
    Reading reading;
    error = reading.read(words);
    if (!error.empty()) return std::nullopt;
    return std::move(reading).result();
}

}  // namespace mm::explorer
