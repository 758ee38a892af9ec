// A main for fuzz targets without libFuzzer: runs each file, and each file of each folder, once.
#include <csignal>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <iterator>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <system_error>
#include <vector>

extern "C" int LLVMFuzzerInitialize(int* count, char*** values);
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size);

namespace {

namespace files = std::filesystem;

constexpr std::string_view usage =
    "usage: fuzz_raw_pointer_replay FILE-OR-FOLDER...\n"
    "  Runs each input once, and each file of a folder, on the checked library and the model.\n"
    "exit status: 0 every input held, 1 a clause broken, 2 an input that cannot be read\n";

[[nodiscard]] std::optional<std::vector<std::uint8_t>> read(const files::path& file) {
    std::error_code error;
    if (files::is_directory(file, error)) return std::nullopt;
    std::ifstream in(file, std::ios::binary);
    const std::string text{std::istreambuf_iterator<char>(in), {}};
    if (!in.is_open() || in.bad()) return std::nullopt;
    return std::vector<std::uint8_t>(text.begin(), text.end());
}

/// The file itself, or the files of a folder in the order of their names.
[[nodiscard]] std::set<files::path> inputs(const files::path& given, std::error_code& error) {
    if (!files::is_directory(given)) return {given};
    std::set<files::path> found;
    for (const auto& entry : files::directory_iterator(given, error)) found.insert(entry.path());
    return found;
}

}  // namespace

int main(int count, char** values) {
    const std::vector<std::string> words(values + 1, values + count);
    if (words.empty() || words[0] == "--help") {
        (words.empty() ? std::cerr : std::cout) << usage;
        return words.empty() ? 2 : 0;
    }
    LLVMFuzzerInitialize(&count, &values);
    // The target aborts, for libFuzzer; here a violation is exit status 1.
    std::signal(SIGABRT, [](int) { std::_Exit(1); });
    std::size_t ran = 0;
    int status = 0;
    for (const std::string& word : words) {
        std::error_code error;
        const std::set<files::path> found = inputs(word, error);
        if (error || found.empty()) {
            std::cerr << word
                      << ": holds no input that can be read: check the name and the rights\n";
            status = 2;
        }
        for (const files::path& file : found) {
            const auto input = read(file);
            if (!input) {
                std::cerr << file.string() << ": cannot be read: check the name and the rights\n";
                status = 2;
                continue;
            }
            LLVMFuzzerTestOneInput(input->data(), input->size());
            ++ran;
        }
    }
    std::cout << ran << (ran == 1 ? " input" : " inputs") << " held\n";
    return status;
}
