#include "campaign.hpp"

#include <cstdio>
#include <cstdlib>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "lengths.hpp"

namespace mm::fuzz {

namespace {

constinit Lengths lengths;
std::string prefix_flag;

/// Runs are long from the start. The entropic schedule takes two fifths of the time to keep account
/// of features. Leaks are looked for once, at the end of the program: an mm that is never freed
/// would have libFuzzer look after each input, and the judges find a lost one anyway
/// (Liveness.freed).
void add_flags(int& count, char**& values, std::size_t longest) {
    static std::string longest_word = "-max_len=" + std::to_string(longest);
    static std::string at_once = "-len_control=0";
    static std::string plain_schedule = "-entropic=0";
    static std::string no_leaks = "-detect_leaks=0";
    static std::vector<char*> words(values, values + count);
    words.insert(words.begin() + 1,
                 {longest_word.data(), at_once.data(), plain_schedule.data(), no_leaks.data()});
    words.push_back(nullptr);
    count = static_cast<int>(words.size()) - 1;
    values = words.data();
}

}  // namespace

void set_up_campaign(int& count, char**& values, std::size_t longest) {
    constexpr std::string_view option = "-artifact_prefix=";
    for (const char* const word : std::span(values, static_cast<std::size_t>(count))) {
        if (std::string_view(word).starts_with(option)) prefix_flag = word + option.size();
    }
    add_flags(count, values, longest);
    std::atexit([] {
        if (lengths.runs() == 0) return;
        std::fprintf(stderr, "operations an input: median %zu\n", lengths.median());
    });
}

std::string artifact_prefix() {
    // NOLINTNEXTLINE(concurrency-mt-unsafe): nobody sets a variable while others read
    const char* const given = std::getenv("MMSPEC_FUZZ_OUT");
    return given != nullptr ? given : prefix_flag;
}

void count_run(std::size_t operations) noexcept {
    lengths.add(operations);
}

}  // namespace mm::fuzz
