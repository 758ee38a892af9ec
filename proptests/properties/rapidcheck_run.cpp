#include "properties/rapidcheck_run.hpp"

#include <rapidcheck.h>

#include <algorithm>
#include <chrono>
#include <csignal>
#include <cstdlib>
#include <iostream>
#include <string_view>

#include "steps/step_trace.hpp"

namespace mm::proptests {

namespace {

using WallClock = std::chrono::steady_clock;

/// Few enough that the end of a budget, or Ctrl-C, is soon seen. RapidCheck lets sizes grow within
/// each.
constexpr int cases_at_once = 200;

volatile std::sig_atomic_t was_interrupted = 0;

/// RapidCheck reads its parameters from the environment, and tells on stderr what it has read: so
/// the command line is added there, and later words win.
void add_to_environment(const std::string& parameters) {
    // NOLINTNEXTLINE(concurrency-mt-unsafe): before any program runs.
    setenv("RC_PARAMS", parameters.c_str(), 1);
}

}  // namespace

void fail_case(const std::string& text) {
    throw rc::detail::CaseResult(rc::detail::CaseResult::Type::Failure, text);
}

bool interrupted() noexcept {
    return was_interrupted != 0;
}

std::optional<RapidcheckRun> RapidcheckRun::prepare(const Arguments& arguments) {
    // NOLINTNEXTLINE(concurrency-mt-unsafe): before any program runs.
    const char* const given = std::getenv("RC_PARAMS");
    std::string parameters = "max_success=" + std::to_string(default_cases);
    if (given != nullptr) parameters.append(" ").append(given);
    if (arguments.cases) parameters += " max_success=" + std::to_string(*arguments.cases);
    if (arguments.seed) parameters += " seed=" + std::to_string(*arguments.seed);
    try {
        static_cast<void>(rc::detail::configFromString(parameters));
    } catch (const rc::detail::ConfigurationException& wrong) {
        std::cerr
            << "RC_PARAMS='" << (given != nullptr ? given : "")
            << "' in the environment: " << wrong.what()
            << ". Write it as RapidCheck's manual says, for example 'max_size=50 noshrink=1', "
               "or unset it.\n";
        return std::nullopt;
    }
    add_to_environment(parameters);
    if (arguments.no_steps) StepTrace::unwanted();
    std::signal(SIGINT, [](int) { was_interrupted = 1; });
    RapidcheckRun run;
    run.seed_ = rc::detail::configuration().testParams.seed;
    run.cases_ = rc::detail::configuration().testParams.maxSuccess;
    run.seconds_ = arguments.seconds;
    return run;
}

bool RapidcheckRun::repeat(const std::function<bool(int)>& batch) {
    const auto end = WallClock::now() + std::chrono::seconds(seconds_.value_or(0));
    const auto goes_on = [&] { return seconds_ ? WallClock::now() < end : done_ < cases_; };
    do {
        const int cases = seconds_ ? cases_at_once : std::min(cases_ - done_, cases_at_once);
        if (!batch(cases)) return false;
        done_ += cases;
    } while (!interrupted() && goes_on());
    return true;
}

bool RapidcheckRun::holds(const std::string& name, const std::function<void()>& property,
                          int cases) {
    rc::detail::TestParams parameters = rc::detail::configuration().testParams;
    parameters.seed = seed_ + static_cast<std::uint64_t>(done_);
    parameters.maxSuccess = cases;
    rc::detail::TestMetadata metadata;
    metadata.id = name;
    const auto result = rc::detail::checkTestable(property, metadata, parameters);
    if (result.is<rc::detail::SuccessResult>()) {
        held_[name] += cases;
        return true;
    }
    rc::detail::printResultMessage(result, std::cout);
    std::cout << "\n";
    if (result.is<rc::detail::FailureResult>()) {
        std::cout << "found by " << name << " in case "
                  << held_[name] + result.get<rc::detail::FailureResult>().numSuccess + 1
                  << ", seed " << seed_ << "\n";
    }
    return false;
}

bool RapidcheckRun::is_full() const noexcept {
    return !interrupted() && done_ >= default_cases &&
           rc::detail::configuration().testParams.maxSize >= rc::kNominalSize;
}

}  // namespace mm::proptests
