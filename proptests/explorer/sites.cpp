#include "explorer/sites.hpp"

namespace mm::explorer {

SiteId Sites::number_of(const Site& wanted) {
    SiteId id = 0;
    while (id != sites_.size()) {
        const Site& site = sites_[id];
        // One header's name may stand at several addresses, in the several files that include it.
        if (site.place.line == wanted.place.line && site.part == wanted.part &&
            (site.place.file == wanted.place.file ||
             std::string_view(site.place.file) == wanted.place.file)) {
            return id;
        }
        ++id;
    }
    sites_.push_back(wanted);
    return id;
}

Sites::Found Sites::find(const explorer::Place& place, Part part, std::memory_order order) {
    const SiteId id = number_of({place, part, order});
    return {id, replaced_.id == id ? replaced_.order : order};
}

void Sites::replace(const Site& site, std::memory_order by) {
    replaced_ = {number_of(site), by};
}

std::string_view name_of(Part part) noexcept {
    switch (part) {
        case Part::load:
            return "load";
        case Part::store:
            return "store";
        case Part::update:
            return "read-modify-write";
        case Part::success:
            return "compare-exchange that succeeds";
        case Part::failure:
            return "compare-exchange that fails";
        case Part::fence:
            return "fence";
    }
    return "unknown";
}

bool possible(Part part, std::memory_order order) noexcept {
    if (order == std::memory_order_consume) return false;
    switch (part) {
        case Part::load:
        case Part::failure:
            return order != std::memory_order_release && order != std::memory_order_acq_rel;
        case Part::store:
            return order != std::memory_order_acquire && order != std::memory_order_acq_rel;
        case Part::update:
        case Part::success:
            return true;
        case Part::fence:
            return order != std::memory_order_relaxed;
    }
    return false;
}

}  // namespace mm::explorer
