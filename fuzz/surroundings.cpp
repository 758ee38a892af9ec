#include "surroundings.hpp"

#include <cstdio>
#include <cstdlib>

#include "adapters/contract_tally.hpp"

namespace mm::fuzz {

const char* environment(const char* name) {
    return std::getenv(name);  // NOLINT(concurrency-mt-unsafe): nobody sets a variable here
}

void write_tally(const proptests::Tally& tally) {
    const char* const file = environment("MMSPEC_TALLY");
    if (file == nullptr) return;
    if (tally.append_to(file, "fuzz") && proptests::contract_tally().append_to(file, "contract"))
        return;
    std::fprintf(stderr, "%s: cannot be written: check the rights and the disk\n", file);
    std::_Exit(3);
}

}  // namespace mm::fuzz
