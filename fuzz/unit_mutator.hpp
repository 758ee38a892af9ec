// Targets whose inputs libFuzzer changes and joins by units, of unit_size() bytes each.
#pragma once

#include <cstddef>

namespace mm::fuzz {

/// set_up_campaign, with the longest input of a campaign in units. Who calls it has the mutator:
/// libFuzzer looks for one, but does not ask an archive for it.
void set_up_campaign_of_units(int& count, char**& values, std::size_t longest);

}  // namespace mm::fuzz
