#include "properties/concurrent_programs.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <utility>

#include "model/effect.hpp"
#include "properties/numbers.hpp"

namespace mm::proptests {

namespace {

constexpr std::uint32_t longest_thread = 6;
constexpr std::uint32_t longest_prefix = 4;
/// How often another operation is drawn until one is found that the thread may do.
constexpr int most_draws = 50;

class Drawing {
 public:
    Drawing(const std::vector<Kind>& kinds, const rc::Random& random, int size)
        : kinds_(kinds), numbers_(random), size_(static_cast<std::uint32_t>(size)) {}

    [[nodiscard]] ConcurrentProgram program() {
        constexpr std::array<std::size_t, 6> numbers_of_threads{2, 2, 2, 3, 3, 4};
        constexpr std::array<std::uint32_t, 6> numbers_of_mms{1, 1, 1, 2, 2, 3};
        const std::size_t number = numbers_.element_of(numbers_of_threads);
        mms_ = numbers_.element_of(numbers_of_mms);
        races_ = numbers_.one_in(2);
        ConcurrentProgram program;
        program.seed = numbers_.below(0xffffffff);
        for (std::size_t lane = 0; lane != 1 + number; ++lane) {
            for (std::uint32_t mm = 0; mm != mms_; ++mm) {
                program.owned[lane][mm] = references(lane);
            }
        }
        // An mm is made with a user.
        for (std::uint32_t mm = 0; mm != mms_; ++mm) program.owned[1][mm].users |= 1;
        if (!races_ && numbers_.one_in(2))
            program.prefix = body(0, program.owned[0], longest_prefix);
        for (std::size_t lane = 1; lane <= number; ++lane) {
            program.threads.push_back(body(lane, program.owned[lane], longest_thread));
        }
        return program;
    }

 private:
    /// Who begins and ends a run mostly has no users, or no life would end within it. In a race the
    /// first thread has the last user, and the others upgrade what keeps the struct alone.
    [[nodiscard]] Owned references(std::size_t lane) {
        constexpr std::array<std::uint32_t, 6> few{0, 0, 1, 1, 1, 2};
        Owned owned{numbers_.element_of(few), numbers_.element_of(few)};
        if (races_) {
            owned.users = lane == 1 ? 1 : 0;
            if (lane > 1) owned.grabs |= 1;
        } else if (lane == 0 && !numbers_.one_in(4)) {
            owned.users = 0;
        }
        return owned;
    }

    /// Many end in puts.
    [[nodiscard]] std::vector<Operation> body(std::size_t lane, Holdings owned,
                                              std::uint32_t longest) {
        const std::uint32_t length =
            std::min(longest, 1 + numbers_.below(2 + longest * size_ / rc::kNominalSize));
        const bool ends = lane != 0 && (races_ || numbers_.one_in(2));
        const std::uint32_t puts = ends ? 1 + numbers_.below(2) : 0;
        std::vector<Operation> operations;
        for (std::uint32_t left = length; left != 0; --left) {
            if (auto next = draw(owned, left <= puts)) {
                next->thread = static_cast<std::uint8_t>(lane);
                operations.push_back(*next);
            }
        }
        return operations;
    }

    [[nodiscard]] std::optional<Operation> draw(Holdings& owned, bool put) {
        for (int draws = 0; draws != most_draws; ++draws) {
            const Operation operation{
                .kind = numbers_.element_of(kinds_),
                // Mostly one mm, so that threads meet.
                .mm = static_cast<MmName>(numbers_.one_in(2) ? 0 : numbers_.below(mms_))};
            Owned& mine = owned[static_cast<std::size_t>(operation.mm)];
            if (!may_do(operation, mine)) continue;
            const bool puts =
                effect_of(operation.kind) == Effect::give_up && tier_of(operation) == Tier::users;
            if (put && !puts) continue;
            account(operation, numbers_.one_in(2), mine);
            return operation;
        }
        return std::nullopt;
    }

    const std::vector<Kind>& kinds_;
    Numbers numbers_;
    std::uint32_t size_;
    std::uint32_t mms_ = 1;
    bool races_ = false;
};

[[nodiscard]] std::vector<ConcurrentProgram> smaller(const ConcurrentProgram& program) {
    std::vector<ConcurrentProgram> found;
    const auto changed = [&](auto change) {
        found.push_back(program);
        change(found.back());
    };
    const std::size_t number = program.threads.size();
    if (number > 2) {
        changed([](ConcurrentProgram& fewer) { fewer.threads.pop_back(); });
        changed([number](ConcurrentProgram& fewer) {
            fewer.threads.erase(fewer.threads.begin());
            for (std::size_t lane = 1; lane != number; ++lane) {
                fewer.owned[lane] = fewer.owned[lane + 1];
                for (Operation& operation : fewer.threads[lane - 1]) {
                    operation.thread = static_cast<std::uint8_t>(lane);
                }
            }
        });
    }
    if (program.prefix.size() > 1) changed([](ConcurrentProgram& fewer) { fewer.prefix.clear(); });
    for (std::size_t place = 0; place != program.prefix.size(); ++place) {
        changed([place](ConcurrentProgram& fewer) {
            fewer.prefix.erase(fewer.prefix.begin() + static_cast<std::ptrdiff_t>(place));
        });
    }
    for (std::size_t lane = 0; lane != number; ++lane) {
        for (std::size_t place = 0; place != program.threads[lane].size(); ++place) {
            changed([lane, place](ConcurrentProgram& fewer) {
                auto& body = fewer.threads[lane];
                body.erase(body.begin() + static_cast<std::ptrdiff_t>(place));
            });
        }
    }
    for (std::size_t lane = 0; lane <= number; ++lane) {
        for (std::size_t mm = 0; mm != concurrent_mms; ++mm) {
            const auto [users, grabs] = program.owned[lane][mm];
            if (users != 0)
                changed([=](ConcurrentProgram& fewer) { --fewer.owned[lane][mm].users; });
            if (grabs != 0)
                changed([=](ConcurrentProgram& fewer) { --fewer.owned[lane][mm].grabs; });
        }
    }
    return found;
}

}  // namespace

rc::Gen<ConcurrentProgram> concurrent_programs(const std::vector<Kind>& kinds) {
    return [kinds](const rc::Random& random, int size) {
        return rc::shrinkable::shrinkRecur(Drawing(kinds, random, size).program(),
                                           [](const ConcurrentProgram& program) {
                                               return rc::seq::fromContainer(smaller(program));
                                           });
    };
}

}  // namespace mm::proptests
