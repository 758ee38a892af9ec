#include "properties/linearizability.hpp"

#include <rapidcheck.h>

#include <algorithm>
#include <chrono>
#include <filesystem>
#include <iostream>
#include <utility>

#include "concurrent/timeline.hpp"
#include "properties/concurrent_programs.hpp"
#include "properties/concurrent_situations.hpp"
#include "runner/tally.hpp"
#include "runner/text_file.hpp"

namespace mm::proptests {

namespace {

using WallClock = std::chrono::steady_clock;

/// A program is run this often, with other pauses each time; and much oftener once one run was
/// wrong, so that a smaller program that is wrong as well is seen to be.
constexpr std::uint32_t runs_a_case = 4;
constexpr std::uint32_t runs_a_smaller_case = 300;

constexpr std::string_view linearizability_usage =
    "  Runs random programs on two to four threads, with pauses between the atomic steps, and "
    "asks\n"
    "  of each run whether some order of its operations, which respects time, is what the clauses\n"
    "  allow.\n"
    "  --cases N      programs (default 5000), each run 4 times with other pauses\n";

/// The clauses that a run in which every order is legal has shown.
void count_exercised(const Recorded& recorded, Tally& tally) {
    for (const Lane& lane : recorded.history.lanes) {
        for (const Happening& happening : lane) {
            switch (happening.what) {
                case Happening::What::operation:
                    tally.held(spec::Clause::threads_parallel);
                    if (spec::text(happening.kind).answers && !happening.answer) {
                        tally.held(spec::Clause::final_no_revival);
                    }
                    break;
                case Happening::What::teardown_begins:
                    tally.held(spec::Clause::teardown_once);
                    break;
                case Happening::What::teardown_ends:
                    tally.held(spec::Clause::teardown_order);
                    break;
                case Happening::What::freed:
                    tally.held(spec::Clause::free_once);
                    break;
                case Happening::What::counters:
                    tally.held(spec::Clause::count_word);
                    break;
            }
        }
    }
    tally.held(spec::Clause::protocol_steps, recorded.steps_judged);
    for (std::size_t mm = 0; mm != recorded.history.mms.size(); ++mm) {
        tally.held(spec::Clause::liveness_freed);
    }
}

[[nodiscard]] bool save(const WrongRun& wrong, const std::filesystem::path& file,
                        const std::string& replay) {
    std::filesystem::path picture = file;
    picture.replace_extension(".svg");
    if (!write_text(file, "# " + std::string(spec::text(wrong.clause).id) +
                              ", on several threads\n" + trace_of(wrong.history)) ||
        !write_text(picture, timeline_svg(wrong.history, wrong.found))) {
        return false;
    }
    std::cout << "saved: " << file.string() << " (one operation after another) and "
              << picture.string() << " (the picture)\nreplay: " << replay << " "
              << std::filesystem::absolute(file).string()
              << "    # its overlaps are gone, so it need not fail\n";
    return true;
}

}  // namespace

LinearizabilityCheck::LinearizabilityCheck(std::vector<Kind> kinds, Run run)
    : kinds_(std::move(kinds)), run_(std::move(run)) {}

void LinearizabilityCheck::one_case(const ConcurrentProgram& drawn) {
    if (interrupted()) return;
    ++cases_;
    ConcurrentProgram program = drawn;
    const std::uint32_t runs = wrong_ ? runs_a_smaller_case : runs_a_case;
    for (std::uint32_t run = 0; run != runs; ++run, ++program.seed) {
        const Recorded recorded = run_(program, crew_);
        ++runs_;
        rescues_ += recorded.rescues;
        overlaps_ += overlaps(recorded.history);
        for (const Lane& lane : recorded.history.lanes) operations_ += lane.size();
        if (auto wrong = judge(recorded)) {
            // RapidCheck goes on from each failure that is smaller: the last one is the smallest.
            wrong_ = std::move(wrong);
            tally_.broke(wrong_->clause);
            fail_case("a run of it was wrong");
        }
        count_exercised(recorded, tally_);
        count_situations(recorded, situations_);
        steps_ = steps_ || recorded.steps;
    }
}

bool LinearizabilityCheck::knows(Kind kind) const {
    return std::find(kinds_.begin(), kinds_.end(), kind) != kinds_.end();
}

bool LinearizabilityCheck::came_across_enough(const RapidcheckRun& run, bool print) const {
    const Situations::Offers offers{.steps = steps_, .async = knows(Kind::mmput_async)};
    if (print) situations_.print(spec::Searched::concurrent, offers, std::cout);
    return !run.is_full() || situations_.suffice(spec::Searched::concurrent, offers, std::cout);
}

int LinearizabilityCheck::main(int count, char** values) {
    const auto arguments = parse_arguments({values + 1, values + count});
    if (!arguments || arguments->help) {
        (arguments ? std::cout : std::cerr)
            << "usage: " << std::filesystem::path(values[0]).filename().string()
            << " [--cases N | --for SECONDS] [--seed N] [--distribution]\n"
               "           [--no-steps] [--tally FILE] [--save FILE]\n"
            << linearizability_usage << options_text;
        return arguments ? 0 : 2;
    }
    return run(*arguments);
}

int LinearizabilityCheck::run(const Arguments& arguments) {
    auto rapidcheck = RapidcheckRun::prepare(arguments);
    if (!rapidcheck) return 2;
    const auto start = WallClock::now();
    const bool held = rapidcheck->repeat([&](int cases) {
        return rapidcheck->holds(
            "linearizability", [this] { one_case(*concurrent_programs(kinds_)); }, cases);
    });
    const std::chrono::duration<double> took = WallClock::now() - start;
    std::cout << cases_ << " programs, " << runs_ << " runs, " << operations_ << " happenings, "
              << overlaps_ << " overlaps, " << rescues_ << " rescues in " << took.count()
              << " s, seed " << rapidcheck->seed() << ": "
              << (held ? "every run is linearizable" : "the property failed") << "\n";
    if (wrong_) {
        // Not by RapidCheck, which runs the program once more for its message: then it may go well.
        std::cout << "broken: " << spec::text(wrong_->clause).id << ": " << wrong_->text << "\n";
        if (!save(*wrong_, arguments.save, replay_)) return 3;
    }
    const bool enough =
        rare_is_allowed_ || !held || came_across_enough(*rapidcheck, arguments.distribution);
    if (arguments.tally && !tally_.append_to(*arguments.tally, "property")) {
        std::cerr << *arguments.tally << ": cannot be written: check the rights and the disk\n";
        return 3;
    }
    if (!held || !enough) return 1;
    return interrupted() ? 130 : 0;
}

}  // namespace mm::proptests
