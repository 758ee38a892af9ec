#include "adapters/contract_tally.hpp"

#include "mm/contracts/tally.hpp"

namespace mm::proptests {

Tally contract_tally() {
    Tally tally;
    const contracts::Tally judgements = contracts::judgements();
    for (std::size_t clause = 0; clause != judgements.size(); ++clause) {
        tally.held(static_cast<spec::Clause>(clause), judgements[clause]);
    }
    return tally;
}

}  // namespace mm::proptests
