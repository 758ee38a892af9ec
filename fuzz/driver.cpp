// A main for fuzz targets without libFuzzer: runs each file, and each file of each folder, once; or
// makes a failing input smaller.
#include <csignal>
#include <cstddef>
#include <cstdlib>
#include <filesystem>
#include <iostream>
#include <set>
#include <string>
#include <string_view>
#include <system_error>
#include <vector>

#include "inputs.hpp"
#include "shrink.hpp"
#include "target.hpp"

namespace {

namespace files = std::filesystem;
using namespace mm::fuzz;

constexpr std::string_view usage =
    "usage: fuzz_TARGET_replay FILE-OR-FOLDER...\n"
    "       fuzz_TARGET_replay --shrink INPUT FILE\n"
    "  Runs each input once, and each file of a folder.\n"
    "  --shrink   writes to FILE what is left of an INPUT that fails when all has gone that can\n"
    "exit status: 0 every input held, or INPUT was made smaller; 1 a clause broken, or INPUT "
    "holds;\n"
    "  2 an input that cannot be read, or a FILE that cannot be written\n";

constexpr std::string_view unreadable = ": cannot be read: check the name and the rights\n";

/// 0, or 2 for what cannot be read.
[[nodiscard]] int run_all(const std::string& given, std::size_t& ran) {
    std::error_code error;
    const std::set<files::path> found = input_files(given, error);
    int status = 0;
    if (error || found.empty()) {
        std::cerr << given << ": holds no input that can be read: check the name and the rights\n";
        status = 2;
    }
    for (const files::path& file : found) {
        const auto input = read_input(file);
        if (!input) {
            std::cerr << file.string() << unreadable;
            status = 2;
            continue;
        }
        LLVMFuzzerTestOneInput(input->data(), input->size());
        ++ran;
    }
    return status;
}

[[nodiscard]] int shrink_file(const std::string& from, const std::string& to) {
    const auto input = read_input(from);
    if (!input) {
        std::cerr << from << unreadable;
        return 2;
    }
    const auto shrunk = shrink(*input);
    if (!shrunk) {
        std::cerr << from << ": holds when it is run by itself: nothing to make smaller\n";
        return 1;
    }
    if (!write_input(to, shrunk->input)) {
        std::cerr << to << ": cannot be written: check the folder, the rights and the disk\n";
        return 2;
    }
    std::cout << input->size() << " bytes made " << shrunk->input.size() << " in " << shrunk->tried
              << " tries\n";
    return 0;
}

}  // namespace

int main(int count, char** values) {
    const std::vector<std::string> words(values + 1, values + count);
    const bool asks_for_help = !words.empty() && words[0] == "--help";
    const bool shrinks = !words.empty() && words[0] == "--shrink";
    if (words.empty() || asks_for_help || (shrinks && words.size() != 3)) {
        (asks_for_help ? std::cout : std::cerr) << usage;
        return asks_for_help ? 0 : 2;
    }
    LLVMFuzzerInitialize(&count, &values);
    // The target aborts, for libFuzzer; here a violation is exit status 1.
    std::signal(SIGABRT, [](int) { std::_Exit(1); });
    if (shrinks) return shrink_file(words[1], words[2]);
    std::size_t ran = 0;
    int status = 0;
    for (const std::string& word : words) {
        if (run_all(word, ran) != 0) status = 2;
    }
    std::cout << ran << (ran == 1 ? " input" : " inputs") << " held\n";
    return status;
}
