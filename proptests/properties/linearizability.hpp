// The linearizability property, for any implementation.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "concurrent/concurrent_run.hpp"
#include "concurrent/judge.hpp"
#include "concurrent/program.hpp"
#include "properties/arguments.hpp"
#include "properties/rapidcheck_run.hpp"
#include "runner/situations.hpp"
#include "runner/tally.hpp"

namespace mm::proptests {

/// Runs programs; knows nothing of the implementation.
class LinearizabilityCheck {
 public:
    using Run = std::function<Recorded(const ConcurrentProgram&, ThreadCrew&)>;

    LinearizabilityCheck(std::vector<Kind> kinds, Run run);

    /// The whole command line of a program that checks one implementation; returns its exit status.
    [[nodiscard]] int main(int count, char** values);

    /// What a counterexample, as an operation trace, is replayed by.
    void replay_by(std::string command) { replay_ = std::move(command); }

    /// A default run that comes across a situation too rarely does not fail: another protocol than
    /// that of mmspec need not have each of them.
    void allow_rare() noexcept { rare_is_allowed_ = true; }

    /// The clause that a run was found to break.
    [[nodiscard]] std::optional<spec::Clause> broken() const {
        if (!wrong_) return std::nullopt;
        return wrong_->clause;
    }

    /// The same once the command line is read.
    [[nodiscard]] int run(const Arguments& arguments);

 private:
    void one_case(const ConcurrentProgram& program);
    /// False if a run of the default length came across too little of something.
    [[nodiscard]] bool came_across_enough(const RapidcheckRun& run, bool print) const;
    [[nodiscard]] bool knows(Kind kind) const;

    std::vector<Kind> kinds_;
    Run run_;
    std::string replay_ = "./mmspec replay";
    ThreadCrew crew_{threads};
    std::uint64_t cases_ = 0;
    std::uint64_t runs_ = 0;
    std::uint64_t operations_ = 0;
    std::uint64_t overlaps_ = 0;
    std::uint64_t rescues_ = 0;
    std::optional<WrongRun> wrong_;
    Tally tally_;
    Situations situations_;
    bool rare_is_allowed_ = false;
    /// The implementation announces atomic steps.
    bool steps_ = false;
};

template <Implementation Adapter>
[[nodiscard]] LinearizabilityCheck linearizability_of() {
    std::vector<Kind> known;
    for (const Kind kind : concurrent_kinds()) {
        if (AdapterCalls<Adapter>::knows(kind)) known.push_back(kind);
    }
    return LinearizabilityCheck(std::move(known),
                                [](const ConcurrentProgram& program, ThreadCrew& crew) {
                                    return ConcurrentRun<Adapter>(program, crew).run();
                                });
}

/// For the main of a program: `return check_linearizability<YourAdapter>(count, values);`
template <Implementation Adapter>
[[nodiscard]] int check_linearizability(int count, char** values) {
    return linearizability_of<Adapter>().main(count, values);
}

}  // namespace mm::proptests
