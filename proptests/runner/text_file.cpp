#include "runner/text_file.hpp"

#include <fstream>
#include <iostream>

namespace mm::proptests {

bool write_text(const std::filesystem::path& file, const std::string& text) {
    std::ofstream out(file);
    out << text;
    out.flush();
    if (out.good()) return true;
    std::cerr << file.string() << ": cannot be written: check the rights and the disk\n";
    return false;
}

}  // namespace mm::proptests
