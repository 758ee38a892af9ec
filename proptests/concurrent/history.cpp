#include "concurrent/history.hpp"

#include <algorithm>
#include <iterator>

namespace mm::proptests {

History restricted_to(const History& history, MmName mm) {
    History part{.mms = history.mms, .threads = history.threads};
    for (const Lane& lane : history.lanes) {
        Lane& kept = part.lanes.emplace_back();
        std::copy_if(lane.begin(), lane.end(), std::back_inserter(kept),
                     [mm](const Happening& happening) { return happening.mm == mm; });
    }
    return part;
}

}  // namespace mm::proptests
