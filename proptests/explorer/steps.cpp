#include "explorer/steps.hpp"

#include <algorithm>
#include <ostream>
#include <set>

#include "explorer/timeline.hpp"

namespace mm::explorer {
namespace {

constexpr std::string_view margin = "          ";

/// The orders that an access may have, in each way that it may go on.
[[nodiscard]] std::string orders_of(const Event& event) {
    if (!event.comparison.compares) return std::string(memory_order_name(event.order));
    return std::string(memory_order_name(event.comparison.on_success)) + " or " +
           std::string(memory_order_name(event.comparison.on_failure));
}

class Telling {
 public:
    Telling(const SteppedRun& run, std::ostream& out)
        : run_(run), finding_(run.replayed.finding), graph_(finding_.graph), out_(out) {
        for (EventId id = 0; id != graph_.size(); ++id) {
            const Kind kind = graph_[id].kind;
            if (kind == Kind::read || kind == Kind::write) atomic_.insert(graph_[id].location);
        }
    }

    /// After so many events.
    void tell_values(std::size_t events) const {
        std::string line;
        for (const LocationId location : atomic_) {
            if (!lives(location, events)) continue;
            line += (line.empty() ? "" : ", ") + finding_.names[location] + ' ' +
                    in_words(finding_, newest_value(location, events));
        }
        if (!line.empty()) out_ << margin << line << '\n';
    }

    void tell_threads(std::size_t events, std::size_t threads) const {
        const auto standing =
            std::find_if(run_.standings.begin(), run_.standings.end(),
                         [events](const Standing& one) { return one.events == events; });
        if (standing == run_.standings.end()) return;
        for (std::size_t thread = 0; thread != threads; ++thread) {
            const std::string next = next_of(*standing, thread);
            if (next.empty()) continue;
            const std::string_view activity = standing->activities[thread];
            out_ << margin << 'T' << thread << ' ' << activity << (activity.empty() ? "" : ", ")
                 << next << '\n';
        }
    }

 private:
    [[nodiscard]] bool lives(LocationId location, std::size_t events) const {
        bool begun = false;
        bool ended = false;
        graph_.accesses(location).for_each([&](EventId id) {
            if (id >= events) return;
            begun |= graph_[id].kind == Kind::born;
            ended |= graph_[id].kind == Kind::gone;
        });
        return begun && !ended;
    }

    [[nodiscard]] Word newest_value(LocationId location, std::size_t events) const {
        EventId newest = graph_.newest_write(location);
        while (newest >= events) newest = graph_[newest].older;
        return graph_[newest].value;
    }

    /// Nothing if the thread has ended.
    [[nodiscard]] std::string next_of(const Standing& standing, std::size_t thread) const {
        std::vector<Event> ways;
        std::copy_if(standing.ways.begin(), standing.ways.end(), std::back_inserter(ways),
                     [thread](const Event& way) { return way.thread == thread; });
        if (!ways.empty()) return "next: " + described(ways);
        if (standing.waits[thread]) return "waits for what no other thread has written";
        return thread == 0 ? "waits for the other threads" : "";
    }

    [[nodiscard]] std::string described(const std::vector<Event>& ways) const {
        const Event& event = ways.front();
        const std::string name =
            event.location == no_location ? "" : finding_.names[event.location];
        switch (event.kind) {
            case Kind::born:
                return name + " begins";
            case Kind::gone:
                return name + " ends";
            case Kind::read: {
                const bool changes = event.exclusive && !event.comparison.compares;
                const std::string_view what = event.comparison.compares ? "compare-exchange of "
                                              : changes                 ? "read-modify-write of "
                                                                        : "read of ";
                return std::string(what) + name + ", " + orders_of(event) + values_of(ways);
            }
            case Kind::write:
                return name + " := " + in_words(finding_, event.value) + ", " + orders_of(event);
            case Kind::fence:
                return "fence, " + orders_of(event);
            case Kind::plain_read:
                return "read of " + name + ", not atomic";
            case Kind::plain_write:
                return "write of " + name + ", not atomic";
            case Kind::choice:
                return "choice of " + std::to_string(ways.size());
            case Kind::fork:
                return "start of the threads";
            case Kind::join:
                return "going on alone";
        }
        return {};
    }

    [[nodiscard]] std::string values_of(const std::vector<Event>& ways) const {
        std::string text;
        for (const Event& way : ways) {
            text += (text.empty() ? ", finds " : " or ") +
                    in_words(finding_, graph_[way.reads_from].value);
        }
        return text;
    }

    const SteppedRun& run_;
    const Finding& finding_;
    const ExecutionGraph& graph_;
    std::ostream& out_;
    std::set<LocationId> atomic_;
};

}  // namespace

SteppedRun replay_in_steps(const Program& program, Sites& sites, const Schedule& schedule) {
    SteppedRun run;
    run.replayed =
        replay(program, sites, schedule, [&](const Machine& machine, std::span<const Event> ways) {
            Standing standing{machine.graph().size(), {ways.begin(), ways.end()}, {}, {}};
            for (std::size_t thread = 0; thread != most_threads; ++thread) {
                standing.waits[thread] = machine.waits_for_ever(thread);
                standing.activities[thread] = machine.activity(thread);
            }
            run.standings.push_back(std::move(standing));
        });
    return run;
}

void tell_steps(const SteppedRun& run, std::ostream& out, const std::function<void()>& next) {
    const Timeline timeline(run.replayed.finding, Timeline::Order::as_added);
    const Telling telling(run, out);
    for (std::size_t number = 0; number != timeline.rows().size(); ++number) {
        if (number != 0) next();
        const std::size_t events = timeline.rows()[number].last + 1U;
        out << timeline.line(number);
        telling.tell_values(events);
        telling.tell_threads(events, timeline.threads());
    }
}

}  // namespace mm::explorer
