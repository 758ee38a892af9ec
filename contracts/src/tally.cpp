#include "mm/contracts/tally.hpp"

#include "mm/contracts/relaxed.hpp"
#include "mm/contracts/thread_number.hpp"

namespace mm::contracts {
namespace {

// Threads share a row only beyond this many, so that counting does not slow them down.
constexpr std::size_t rows = 64;

struct alignas(64) Row {
    std::array<Relaxed<std::uint64_t>, spec::clauses.size()> counts;
};

constinit std::array<Row, rows> table;

}  // namespace

void judged(spec::Clause clause) noexcept {
    table[thread_number() % rows].counts[static_cast<std::size_t>(clause)].fetch_add(1);
}

Tally judgements() noexcept {
    Tally sum{};
    for (std::size_t clause = 0; clause != sum.size(); ++clause) {
        sum[clause] = judgements(static_cast<spec::Clause>(clause));
    }
    return sum;
}

std::uint64_t judgements(spec::Clause clause) noexcept {
    std::uint64_t sum = 0;
    for (const Row& row : table) sum += row.counts[static_cast<std::size_t>(clause)].load();
    return sum;
}

}  // namespace mm::contracts
