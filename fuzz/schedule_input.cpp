#include "schedule_input.hpp"

#include <algorithm>
#include <array>

namespace mm::fuzz {

using explorer::ClientProgram;
using proptests::Operation;
using proptests::Owned;

namespace {

/// What a thread begins with.
constexpr std::array starts{Owned{1, 0}, Owned{0, 1}, Owned{2, 0}, Owned{1, 1}};

/// The operations by how often they are wanted, as places in what the interface has: a grab, a
/// drop, a get, an upgrade, a put, a user and a grab handed and taken over, a deferring put.
constexpr std::array<std::uint8_t, 16> wanted{0, 1, 1, 2, 3, 3, 3, 4, 4, 4, 5, 6, 7, 8, 9, 9};

/// The programs of one input as they are put together.
class Drawing {
 public:
    explicit Drawing(std::uint8_t head) : threads_(2 + head % 3U) {
        made_.interface = explorer::interfaces[head / 3U % explorer::interfaces.size()];
        made_.drawn.threads.resize(threads_);
    }

    void add(std::uint8_t byte) {
        const std::size_t thread = byte % threads_;
        auto& operations = made_.drawn.threads[thread];
        Owned& owned = owned_[thread];
        if (operations.empty()) {
            owned = made_.drawn.owned[thread + 1][0] = starts[byte >> 6U];
        }
        const auto known = explorer::operations_of(made_.interface);
        const std::size_t first = wanted[(byte >> 2U) % wanted.size()];
        for (std::size_t further = 0; further != known.size(); ++further) {
            Operation operation = known[(first + further) % known.size()];
            if (!explorer::client_may_do(operation, owned)) continue;
            operation.thread = static_cast<std::uint8_t>(thread + 1);
            explorer::client_accounts(operation, explorer::best_answer(operation), owned);
            operations.push_back(operation);
            return;
        }
    }

    [[nodiscard]] ClientProgram made() && {
        auto& owned = made_.drawn.owned;
        const bool has_user = std::any_of(owned.begin(), owned.end(),
                                          [](const auto& of) { return of[0].users != 0; });
        // An mm begins with one.
        if (!has_user) owned[1][0].users = 1;
        return std::move(made_);
    }

 private:
    std::size_t threads_;
    ClientProgram made_{};
    std::array<Owned, proptests::threads> owned_{};
};

}  // namespace

ClientProgram program_from(std::span<const std::uint8_t> bytes) {
    Drawing drawing(bytes.empty() ? std::uint8_t{0} : bytes[0]);
    const std::size_t size = std::min(bytes.size(), (1 + most_client_operations) * schedule_unit);
    for (std::size_t at = schedule_unit; at < size; at += schedule_unit) drawing.add(bytes[at]);
    return std::move(drawing).made();
}

std::optional<std::size_t> ScheduleFromBytes::choose(const explorer::ExecutionGraph&,
                                                     std::span<const explorer::Event> ways) {
    std::size_t way = 0;
    if (ways.size() != 1) {
        if (next_ % schedule_unit == 0) ++next_;
        if (next_ < bytes_.size()) way = bytes_[next_++] % ways.size();
    }
    taken_.push_back(way);
    return way;
}

}  // namespace mm::fuzz
