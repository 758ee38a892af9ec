#include "inputs.hpp"

#include <fstream>
#include <iterator>
#include <string>

namespace mm::fuzz {

namespace files = std::filesystem;

std::optional<Input> read_input(const files::path& file) {
    std::error_code error;
    if (files::is_directory(file, error)) return std::nullopt;
    std::ifstream in(file, std::ios::binary);
    const std::string text{std::istreambuf_iterator<char>(in), {}};
    if (!in.is_open() || in.bad()) return std::nullopt;
    return Input(text.begin(), text.end());
}

bool write_input(const files::path& file, const Input& input) {
    std::ofstream out(file, std::ios::binary);
    for (const std::uint8_t byte : input) out.put(static_cast<char>(byte));
    out.close();
    return static_cast<bool>(out);
}

std::set<files::path> input_files(const files::path& given, std::error_code& error) {
    if (!files::is_directory(given)) return {given};
    std::set<files::path> found;
    for (const auto& entry : files::directory_iterator(given, error)) found.insert(entry.path());
    return found;
}

}  // namespace mm::fuzz
