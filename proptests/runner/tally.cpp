#include "runner/tally.hpp"

#include <fstream>

namespace mm::proptests {

bool Tally::append_to(const std::string& file, std::string_view layer) const {
    std::ofstream out(file, std::ios::app);
    for (std::size_t clause = 0; clause != held_.size(); ++clause) {
        const std::string_view id = spec::clauses[clause].id;
        if (broken_[clause]) {
            out << id << '\t' << layer << "\tbroken\n";
        } else if (held_[clause] != 0) {
            out << id << '\t' << layer << '\t' << held_[clause] << '\n';
        }
    }
    out.flush();
    return out.good();
}

}  // namespace mm::proptests
