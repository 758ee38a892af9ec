#include "concurrent/life_watch.hpp"

#include <algorithm>

namespace mm::proptests {

Lane LifeWatch::events() const {
    Lane lane;
    const std::size_t noted = std::min(noted_.load(), most_noted);
    for (std::size_t place = 0; place != noted; ++place) {
        const auto [what, moment] = events_[place];
        lane.push_back({.what = what, .mm = mm_, .begins = moment, .ends = moment});
    }
    std::sort(lane.begin(), lane.end(), [](const Happening& left, const Happening& right) {
        return left.begins < right.begins;
    });
    return lane;
}

unsigned LifeWatch::times(Happening::What what) const noexcept {
    const std::size_t noted = std::min(noted_.load(), most_noted);
    return static_cast<unsigned>(
        std::count_if(events_.begin(), events_.begin() + static_cast<std::ptrdiff_t>(noted),
                      [what](const Noted& each) { return each.what == what; }));
}

}  // namespace mm::proptests
