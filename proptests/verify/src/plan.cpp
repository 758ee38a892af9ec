#include "plan.hpp"

#include <unistd.h>

#include <algorithm>
#include <cstdint>
#include <utility>

#include "failure.hpp"
#include "words.hpp"

namespace mm::verify {
namespace {

namespace files = std::filesystem;

/// What a sanitizer, a contract or the runtime prints first when a program goes wrong.
const std::vector<std::string_view> crash_reports{"ERROR: ",         "WARNING: ThreadSanitizer",
                                                  "runtime error: ", "terminate called",
                                                  " broken by ",     "broken: "};

[[nodiscard]] std::vector<std::string_view> with_crash_reports(std::string_view marker) {
    std::vector<std::string_view> markers = crash_reports;
    markers.push_back(marker);
    return markers;
}

[[nodiscard]] bool can_run(const files::path& program) noexcept {
    return access(program.c_str(), X_OK) == 0 && !files::is_directory(program);
}

/// The path of a program of the build, in a form that is not looked up elsewhere.
[[nodiscard]] std::string program(const Options& options, std::string_view name) {
    return (options.build / "bin" / name).string();
}

void require_programs(const Options& options) {
    std::string missing;
    std::string targets;
    for (const std::string_view name :
         {"mmspec-replay", "mmspec-process", "mmspec-properties", "mmspec-linearizability",
          "fuzz_raw_pointer", "fuzz_ownership", "fuzz_initialisers"}) {
        if (can_run(program(options, name))) continue;
        missing += (missing.empty() ? "" : ", ") + std::string(name);
        targets += " " + std::string(name);
    }
    if (missing.empty()) return;
    throw Failure(ExitStatus::environment,
                  "not built in " + options.build.string() + ": " + missing +
                      ". Build with: cmake --build " + shell_word(options.build.string()) +
                      " --target" + targets +
                      " (the build must be configured as the preset verify is).");
}

[[nodiscard]] std::vector<std::string> kept_traces(const files::path& folder) {
    std::vector<std::string> traces;
    std::error_code error;
    for (const files::directory_entry& entry : files::directory_iterator(folder, error)) {
        if (entry.path().extension() == ".mmtrace") traces.push_back(entry.path().string());
    }
    if (error || traces.empty()) {
        throw Failure(ExitStatus::input, "no operation trace (*.mmtrace) in " + folder.string() +
                                             (error ? ": " + error.message() : "") +
                                             "; restore the folder from the repository.");
    }
    std::sort(traces.begin(), traces.end());
    return traces;
}

[[nodiscard]] files::path existing(const files::path& path) {
    std::error_code error;
    if (!files::exists(path, error)) {
        throw Failure(ExitStatus::input,
                      path.string() + " is missing; restore it from the repository.");
    }
    return path;
}

void make_folder(const files::path& folder) {
    std::error_code error;
    files::create_directories(folder, error);
    if (error) {
        throw Failure(ExitStatus::environment,
                      "cannot make the folder " + folder.string() + ": " + error.message() +
                          "; check the rights and the space of the build folder.");
    }
}

[[nodiscard]] std::string seconds_text(std::chrono::seconds time) {
    return std::to_string(time.count());
}

/// libFuzzer takes 32 bits and reads 0 as 'choose one'.
[[nodiscard]] std::uint32_t fuzzer_seed(std::uint64_t seed) noexcept {
    return std::max<std::uint32_t>(1, static_cast<std::uint32_t>(seed));
}

}  // namespace

std::vector<Step> plan(const Options& options, std::uint64_t seed) {
    const std::vector<std::string> traces = kept_traces(options.source / "proptests" / "traces");
    const files::path prove = existing(options.source / "spec" / "proof" / "prove");
    const files::path search = existing(options.source / "spec" / "model" / "check");
    const files::path corpora = options.source / "fuzz" / "corpus";
    const files::path raw_pointer = existing(corpora / "raw_pointer");
    const files::path ownership = existing(corpora / "ownership");
    const files::path initialisers = existing(corpora / "initialisers");
    require_programs(options);

    const files::path logs = options.build / "verify";
    const files::path fuzz_folder = options.build / "fuzz";
    make_folder(logs);
    make_folder(fuzz_folder / "corpus");
    make_folder(fuzz_folder / "ownership");
    make_folder(fuzz_folder / "initialisers");

    // Half for the fuzzers, most of it for raw references: by default 6 s, 2 s and 2 s of 20. Of
    // the rest most for one operation after another: 6 s, and 4 s for several threads. The fuzzer
    // of the text of traces speaks of no clause; that of executions runs the plain library, which
    // the explorer goes through in tests, and keeps no tally of clauses.
    const std::chrono::seconds shortest{1};
    const std::chrono::seconds fuzz_time = std::max(options.budget * 3 / 10, shortest);
    const std::chrono::seconds ownership_time = std::max(options.budget / 10, shortest);
    const std::chrono::seconds initialisers_time = std::max(options.budget / 10, shortest);
    const std::chrono::seconds concurrent_time = std::max(options.budget / 5, shortest);
    const std::chrono::seconds property_time =
        std::max(options.budget - fuzz_time - ownership_time - initialisers_time - concurrent_time,
                 shortest);

    const auto step = [&](Layer layer, std::string_view title, std::string_view file) {
        Step made;
        made.layer = layer;
        made.title = title;
        made.log = logs / (std::string(file) + ".log");
        made.tally = logs / (std::string(file) + ".tally");
        made.markers.telling = crash_reports;
        files::remove(made.tally);
        return made;
    };

    Step trace = step(Layer::trace, "kept operation traces", "trace");
    trace.command = {program(options, "mmspec-replay"), "--quiet", "--tally", trace.tally.string()};
    trace.command.insert(trace.command.end(), traces.begin(), traces.end());
    trace.markers.routine = {": held, "};
    trace.unit = "trace";
    trace.units = traces.size();

    Step process = step(Layer::process, "real process", "process");
    process.command = {program(options, "mmspec-process"), "--tally", process.tally.string()};
    process.markers.telling = with_crash_reports("disagree");
    process.may_be_forbidden = true;

    const auto property_step = [&](std::string_view title, std::string_view tool,
                                   std::chrono::seconds time) {
        Step property = step(Layer::property, title, title);
        const files::path found = logs / (std::string(title) + ".mmtrace");
        property.command = {
            program(options, tool), "--tally",       property.tally.string(), "--save",
            found.string(),         "--seed",        std::to_string(seed),    "--for",
            seconds_text(time),     "--distribution"};
        property.markers.telling = with_crash_reports("Falsifiable");
        property.markers.telling.emplace_back("too rare: ");
        property.budget = time;
        return property;
    };
    Step property = property_step("property", "mmspec-properties", property_time);
    Step concurrent = property_step("linearizability", "mmspec-linearizability", concurrent_time);

    const auto fuzzer = [&](std::string_view title, std::string_view file, std::string_view target,
                            std::chrono::seconds time, const files::path& found,
                            const files::path& kept) {
        Step fuzz = step(Layer::fuzz, title, file);
        fuzz.command = {program(options, target),
                        "-max_total_time=" + seconds_text(time),
                        "-seed=" + std::to_string(fuzzer_seed(seed)),
                        "-print_final_stats=1",
                        "-timeout=60",
                        "-artifact_prefix=" + fuzz_folder.string() + "/",
                        found.string(),
                        kept.string()};
        fuzz.environment = {"MMSPEC_TALLY=" + fuzz.tally.string()};
        fuzz.budget = time;
        fuzz.unit = "input";
        fuzz.units_marker = "stat::number_of_executed_units:";
        return fuzz;
    };
    Step fuzz = fuzzer("fuzzer", "fuzz", "fuzz_raw_pointer", fuzz_time, fuzz_folder / "corpus",
                       raw_pointer);
    Step fuzz_ownership = fuzzer("ownership", "ownership", "fuzz_ownership", ownership_time,
                                 fuzz_folder / "ownership", ownership);
    Step fuzz_initialisers = fuzzer("initialisers", "initialisers", "fuzz_initialisers",
                                    initialisers_time, fuzz_folder / "initialisers", initialisers);

    Step proof = step(Layer::proof, "proof", "proof");
    proof.command = {prove.string(), "--tally", proof.tally.string()};
    proof.markers.routine = {"  ok"};

    Step model = step(Layer::model, "model", "model");
    model.command = {search.string(), "--tally", model.tally.string()};
    model.markers.routine = {"  held"};

    return {std::move(trace),
            std::move(process),
            std::move(property),
            std::move(concurrent),
            std::move(fuzz),
            std::move(fuzz_ownership),
            std::move(fuzz_initialisers),
            std::move(proof),
            std::move(model)};
}

}  // namespace mm::verify
