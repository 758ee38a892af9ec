#include "unit_mutator.hpp"

#include <cstddef>
#include <cstdint>

#include "campaign.hpp"
#include "hand_over.hpp"
#include "mutate.hpp"
#include "target.hpp"

void mm::fuzz::set_up_campaign_of_units(int& count, char**& values, std::size_t longest) {
    set_up_campaign(count, values, longest * unit_size());
}

extern "C" std::size_t LLVMFuzzerCustomMutator(std::uint8_t* bytes, std::size_t size,
                                               std::size_t room, unsigned seed) {
    return mm::fuzz::hand_over(mm::fuzz::mutate({bytes, size}, {mm::fuzz::unit_size(), room}, seed),
                               bytes);
}

extern "C" std::size_t LLVMFuzzerCustomCrossOver(const std::uint8_t* one, std::size_t one_size,
                                                 const std::uint8_t* other, std::size_t other_size,
                                                 std::uint8_t* bytes, std::size_t room,
                                                 unsigned seed) {
    return mm::fuzz::hand_over(
        mm::fuzz::cross({one, one_size}, {other, other_size}, {mm::fuzz::unit_size(), room}, seed),
        bytes);
}
