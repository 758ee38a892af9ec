#include "finding.hpp"

#include <cstdio>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string_view>
#include <system_error>
#include <vector>

#include "operations/trace_text.hpp"

namespace mm::fuzz {

using proptests::Operation;

namespace {

[[nodiscard]] std::string headline(const Finding& finding) {
    if (!finding.clause) return finding.text;
    return "broken: " + std::string(spec::text(*finding.clause).id) + ": " + finding.text;
}

/// FNV-1a: tells the findings of one campaign apart, nothing more.
[[nodiscard]] std::string name_of(std::string_view trace) {
    std::uint64_t hash = 14695981039346656037ULL;
    for (const char letter : trace) {
        hash = (hash ^ static_cast<unsigned char>(letter)) * 1099511628211ULL;
    }
    std::ostringstream name;
    name << "crash-" << std::hex << hash << ".mmtrace";
    return name.str();
}

void say(const std::string& text) {
    std::fwrite(text.data(), 1, text.size(), stderr);
    std::fflush(stderr);
}

}  // namespace

std::string to_trace(const Finding& finding) {
    std::vector<Operation> operations = finding.run.done();
    std::vector<proptests::Outcome> outcomes = finding.run.outcomes();
    // What the last operation gave is what is wrong, so it is left to the model.
    if (finding.unfinished) {
        operations.push_back(*finding.unfinished);
    } else if (!outcomes.empty()) {
        outcomes.pop_back();
    }
    proptests::ReferenceModel after = finding.run.model();
    for (const Operation& operation : after.release_all()) {
        operations.push_back(operation);
        outcomes.resize(operations.size() - 1);
        outcomes.push_back(after.apply(operation));
    }
    std::ostringstream trace;
    const std::string said = headline(finding);
    trace << "# " << said.substr(0, said.find('\n')) << "\n";
    trace << proptests::to_text(operations, outcomes);
    std::string leaks;
    for (std::size_t index = 0; index != proptests::mm_names; ++index) {
        const auto name = static_cast<proptests::MmName>(index);
        if (!after.was_made(name) || after.is_freed(name)) continue;
        leaks += " " + std::string(proptests::mm_name_texts[index]);
    }
    if (!leaks.empty()) trace << "leak" << leaks << "\n";
    return trace.str();
}

void keep(const Finding& finding, const std::string& prefix) {
    say(headline(finding) + "\n");
    const std::string trace = to_trace(finding);
    const std::string name = prefix + name_of(trace);
    std::ofstream out(name, std::ios::binary);
    out << trace;
    out.close();
    if (!out) {
        say(name + ": cannot be written: check the folder, the rights and the disk; the trace:\n" +
            trace);
        return;
    }
    std::error_code no_matter;
    const std::string file = std::filesystem::absolute(name, no_matter).string();
    say("saved: " + file + "\nreplay: ./mmspec replay " + file + "\n");
}

}  // namespace mm::fuzz
