#include "runner/situations.hpp"

#include <iomanip>
#include <ostream>

namespace mm::proptests {

namespace {

[[nodiscard]] bool can_come(const spec::SituationText& text, Situations::Offers offers) {
    switch (text.needs) {
        case spec::Needs::steps:
            return offers.steps;
        case spec::Needs::async:
            return offers.async;
        case spec::Needs::nothing:
            break;
    }
    return true;
}

}  // namespace

bool Situations::suffice(spec::Searched by, Offers offers, std::ostream& out) const {
    bool enough = true;
    for (std::size_t row = 0; row != times_.size(); ++row) {
        const spec::SituationText& text = spec::situations[row];
        if (text.by != by || times_[row] >= text.least || !can_come(text, offers)) continue;
        enough = false;
        out << "too rare: " << text.id << ": reached " << times_[row] << " times, at least "
            << text.least << " wanted: " << text.what << "\n";
    }
    return enough;
}

void Situations::print(spec::Searched by, Offers offers, std::ostream& out) const {
    constexpr int id_width = 38;
    constexpr int number_width = 10;
    out << std::left << std::setw(id_width) << "situation" << std::right << std::setw(number_width)
        << "reached" << std::setw(number_width) << "least"
        << "\n";
    for (std::size_t row = 0; row != times_.size(); ++row) {
        const spec::SituationText& text = spec::situations[row];
        if (text.by != by) continue;
        out << std::left << std::setw(id_width) << text.id << std::right << std::setw(number_width)
            << times_[row] << std::setw(number_width);
        if (can_come(text, offers)) {
            out << text.least << "\n";
        } else {
            out << "-"
                << "\n";
        }
    }
}

}  // namespace mm::proptests
