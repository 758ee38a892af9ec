#include "replay/trace_file.hpp"

#include <fstream>
#include <iostream>

namespace mm::proptests {

std::optional<Trace> load_trace(const std::string& file) {
    std::ifstream in(file, std::ios::binary);
    const bool opened = in.is_open();
    std::string text;
    // Unlike an istreambuf_iterator, get() does not throw where reading fails, as for a folder.
    for (char letter = 0; in.get(letter);) text += letter;
    if (!opened || in.bad()) {
        std::cerr << file << ": cannot be read: check the name and the rights\n";
        return std::nullopt;
    }
    try {
        Trace trace = parse_trace(text);
        if (!trace.lines.empty()) return trace;
        std::cerr << file << ": holds no operation: a trace has one a line, for example "
                  << "'T1 mm_alloc a'\n";
    } catch (const ParseError& error) {
        std::cerr << file << ":" << error.line() << ": " << error.what() << "\n";
    }
    return std::nullopt;
}

}  // namespace mm::proptests
