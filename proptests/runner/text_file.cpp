#include "runner/text_file.hpp"

#include <fstream>
#include <iostream>
#include <sstream>
#include <utility>

namespace mm::proptests {

bool write_text(const std::filesystem::path& file, const std::string& text) {
    std::ofstream out(file);
    out << text;
    out.flush();
    if (out.good()) return true;
    std::cerr << file.string() << ": cannot be written: check the rights and the disk\n";
    return false;
}

std::optional<std::string> read_text(const std::filesystem::path& file) {
    std::ifstream in(file);
    std::ostringstream text;
    if (text << in.rdbuf()) return std::move(text).str();
    std::cerr << file.string() << ": cannot be read: check the name and the rights\n";
    return std::nullopt;
}

}  // namespace mm::proptests
