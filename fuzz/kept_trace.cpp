#include "kept_trace.hpp"

#include <cstdint>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string_view>
#include <system_error>

namespace mm::fuzz {

namespace {

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

}  // namespace

void say(const std::string& text) {
    std::fwrite(text.data(), 1, text.size(), stderr);
    std::fflush(stderr);
}

void keep_trace(const std::string& trace, const std::string& prefix, const std::string& command) {
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
    say("saved: " + file + "\nreplay: " + command + ' ' + file + "\n");
}

}  // namespace mm::fuzz
